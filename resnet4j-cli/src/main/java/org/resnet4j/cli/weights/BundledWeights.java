package org.resnet4j.cli.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.weights.WeightsException;

/** Weights that were trained with this library and ship with it. */
public final class BundledWeights {
  /** The data that they learned from: names that {@code --weights} takes for them. */
  public static final List<String> NAMES = List.of("mnist", "cifar10");

  private BundledWeights() {}

  /** Whether these are meant: the name of a data set, and no file of that name is here. */
  public static boolean isName(String weights) {
    return NAMES.contains(weights) && Files.notExists(Path.of(weights));
  }

  /** What ships for these data; MNIST's where nothing is said. */
  public static Path usual(@Nullable String data) {
    return of("cifar10".equals(data) ? data : "mnist");
  }

  /** ResNet-20 trained on these data, as a file that is gone when the process ends. */
  public static Path of(String data) {
    var name = "resnet20-%s.safetensors".formatted(data);
    try (var resource = BundledWeights.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new WeightsException(
            "this build ships no %s; name a file with --weights, for example what './resnet4j"
                    .formatted(name)
                + " train --data %s' leaves".formatted(data));
      }
      var file = Files.createTempFile("resnet4j", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new WeightsException("%s cannot be unpacked: %s".formatted(name, e.getMessage()), e);
    }
  }
}

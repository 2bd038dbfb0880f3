package org.resnet4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Weights that were trained with this library and ship with it. */
final class BundledWeights {
  private static final String DIGITS = "resnet20-mnist.safetensors";

  private BundledWeights() {}

  /** ResNet-20 trained on MNIST, as a file that is gone when the process ends. */
  static Path digits() throws IOException {
    try (var resource = BundledWeights.class.getResourceAsStream(DIGITS)) {
      if (resource == null) {
        throw new IOException(
            "this build ships no weights for digits; name some with --weights, for example those"
                + " that './resnet4j train' leaves");
      }
      var file = Files.createTempFile("resnet4j", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    }
  }
}

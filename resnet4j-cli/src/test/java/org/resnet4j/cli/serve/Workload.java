package org.resnet4j.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

/**
 * What is asked of a network: which one, and with which pictures.
 *
 * @param weights as the command {@code serve} takes them
 * @param pictures a folder with one file or several, at any depth
 * @param flags of the JVM that computes it
 */
record Workload(String weights, Path pictures, List<String> flags) {
  /** One digit of 28 × 28 pixels, as PNG, for the ResNet-20 that ships. */
  static Workload digits(Path folder) throws IOException {
    var pictures = Files.createDirectories(folder.resolve("digits"));
    Files.write(pictures.resolve("seven.png"), Serving.digit());
    return new Workload("mnist", pictures, List.of("-Xmx256m"));
  }

  /**
   * Photographs for ResNet-18 at 224 × 224 pixels, as torchvision publishes it: under its file's
   * name, but with weights that are drawn, which compute as fast.
   */
  static Workload photographs(Path folder, Path pictures) {
    var file = folder.resolve("resnet18-f37072fd.pth");
    Safetensors.write(file, Network.create(Zoo.of("resnet18"), 0).weights());
    return new Workload(file.toString(), pictures, List.of("-Xmx512m"));
  }

  /** The bytes of all pictures, in the order of their names. */
  static List<byte[]> files(Path pictures) throws IOException {
    try (var all = Files.walk(pictures)) {
      return all.filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png)"))
          .sorted()
          .map(Workload::bytes)
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

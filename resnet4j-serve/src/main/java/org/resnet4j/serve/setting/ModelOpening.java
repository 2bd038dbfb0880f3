package org.resnet4j.serve.setting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.ClassifierMeters;

/** How weights become a classifier. */
@FunctionalInterface
public interface ModelOpening {
  /** Opens weights; the classifier is told who wants its counts. */
  Classifier open(Path weights, ClassifierMeters meters);

  /**
   * The graph in 8 bits that lies beside weights: {@code pets.int8.onnx} beside {@code
   * pets.safetensors}, {@code int8.onnx} in the folder of a run. When it changes, the model is
   * opened again.
   *
   * @return empty where there is none
   */
  static Optional<Path> graphBeside(Path weights) {
    return Optional.of(graphPlace(weights)).filter(Files::isRegularFile);
  }

  /** Where {@link #graphBeside} looks. */
  static Path graphPlace(Path weights) {
    if (Files.isDirectory(weights)) {
      return weights.resolve("int8.onnx");
    }
    var file = weights.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return weights.resolveSibling(file + ".int8.onnx");
  }
}

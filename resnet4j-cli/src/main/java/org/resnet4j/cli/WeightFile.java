package org.resnet4j.cli;

import java.nio.file.Path;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.KeyMaps;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.WeightFiles;
import org.resnet4j.weights.WeightsException;

/** Weights from a file, put into a network. */
final class WeightFile {
  private WeightFile() {}

  /** The network with all of its weights from this file. */
  static Network load(Path file, Architecture architecture) {
    var fit = KeyMaps.fit(WeightFiles.read(file), architecture.layer());
    if (!fit.isWhole()) {
      throw new WeightsException("%s and %s: %s".formatted(file, architecture.name(), fit.what()));
    }
    return new Network(architecture.layer(), fit.weights());
  }

  /** The same; where the file is of other classes, with fresh classifiers from this seed. */
  static Network loadToTune(Path file, Architecture architecture, long seed) {
    var weights = WeightFiles.read(file);
    var whole = KeyMaps.fit(weights, architecture.layer());
    if (whole.isWhole()) {
      return new Network(architecture.layer(), whole.weights());
    }
    var fit = KeyMaps.fitAllButClassifier(weights, Network.create(architecture, seed));
    if (!fit.isWhole()) {
      throw new WeightsException(
          "%s and %s: %s".formatted(file, architecture.name(), whole.what()));
    }
    return new Network(architecture.layer(), fit.weights());
  }
}

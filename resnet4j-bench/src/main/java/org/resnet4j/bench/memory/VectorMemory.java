package org.resnet4j.bench.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;

/**
 * The vector engine, from a file of weights to so many answers: {@code VectorMemory FOLDER MODEL
 * BATCH ANSWERS [any]}; with {@code any} by the predictor for any size.
 */
public final class VectorMemory {
  private VectorMemory() {}

  public static void main(String[] args) throws IOException {
    var architecture = Zoo.of(args[1]);
    var file = Path.of(args[0], args[1] + ".safetensors");
    int batch = Integer.parseInt(args[2]);
    boolean any = args.length > 4;
    var input = architecture.input();
    var images = new float[batch * Math.toIntExact(input.elements())];
    try (var engine = Engines.open("vector", EngineOptions.cpu(), architecture.layer());
        var predictor = open(engine, architecture, file, any ? 0 : batch)) {
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        predictor.logits(images, batch, input.channels(), input.height(), input.width());
      }
      var needed = engine.memory(architecture.layer(), input, batch).orElseThrow();
      ResidentMemory.print(
          any ? "vector, any" : "vector",
          args[1],
          batch,
          String.format(Locale.ROOT, "; of one size it needs %.0f MB", needed.total() / 1e6));
    }
  }

  /** The weights are handed over: nothing here keeps them. */
  private static Predictor open(Engine engine, Architecture architecture, Path file, int batch) {
    try (var weights = WeightFile.open(file)) {
      var network = weights.networkToPredict(architecture, Selection.USUAL).network();
      return batch == 0
          ? engine.prediction(network)
          : engine.prediction(network, architecture.input(), batch);
    }
  }
}

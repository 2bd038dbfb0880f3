package org.resnet4j.bench;

import java.nio.file.Path;
import java.util.Random;
import org.resnet4j.bench.turns.Turns;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.int8.Int8Runtime;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;

/**
 * One of our engines as a contender, see {@link Contender}: {@code EngineContender ENGINE MODEL
 * BATCH train|predict PRECISION THREADS WARMUP [WEIGHTS]}; with a file of weights it predicts by
 * the predictor for one size. In precision int8 the file is a graph in 8 bits.
 */
public final class EngineContender {
  private EngineContender() {}

  public static void main(String[] args) {
    int batch = Integer.parseInt(args[2]);
    var architecture = Zoo.of(args[1]);
    if (args[4].equals("int8")) {
      int8(architecture, batch, args);
      return;
    }
    var options =
        new EngineOptions(
            new Device.Cpu(),
            Precision.valueOf(args[4].toUpperCase(java.util.Locale.ROOT)),
            Integer.parseInt(args[5]));
    try (var engine = Engines.open(args[0], options, architecture.layer())) {
      var step =
          args[3].equals("train")
              ? training(engine, architecture, batch)
              : prediction(engine, architecture, batch, args.length > 7 ? args[7] : "");
      Turns.take(engine.description(), Integer.parseInt(args[6]), step);
    }
  }

  private static void int8(Architecture architecture, int batch, String[] args) {
    var runtime = new Int8Runtime();
    var graph = OnnxReader.read(Path.of(args[7]));
    try (var predictor = runtime.open(graph, Integer.parseInt(args[5]))) {
      var step = prediction(predictor, architecture, batch);
      Turns.take(runtime.description(), Integer.parseInt(args[6]), step);
    }
  }

  private static Runnable training(Engine engine, Architecture architecture, int size) {
    var step =
        engine.training(
            Network.create(architecture, 0), TrainingOptions.sgd(architecture.input(), size));
    var batch = batch(architecture, size);
    var updates = new long[1];
    return () -> {
      step.accumulate(batch, StepRequest.training(updates[0]++));
      step.update(0.01);
    };
  }

  private static Runnable prediction(
      Engine engine, Architecture architecture, int size, String weights) {
    var predictor =
        weights.isEmpty()
            ? engine.prediction(Network.create(architecture, 0))
            : fromFile(engine, architecture, size, Path.of(weights));
    return prediction(predictor, architecture, size);
  }

  private static Runnable prediction(Predictor predictor, Architecture architecture, int size) {
    var batch = batch(architecture, size);
    Shape input = architecture.input();
    return () ->
        predictor.logits(batch.images(), size, input.channels(), input.height(), input.width());
  }

  /** The weights are handed over: nothing here keeps them. */
  private static Predictor fromFile(Engine engine, Architecture architecture, int size, Path file) {
    try (var weights = WeightFile.open(file)) {
      return engine.prediction(weights.network(architecture), architecture.input(), size);
    }
  }

  private static Batch batch(Architecture architecture, int size) {
    var random = new Random(1);
    var input = architecture.input();
    var images = new float[Math.toIntExact(size * input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat();
    }
    var labels = random.ints(size, 0, architecture.classes()).toArray();
    return new Batch(
        images,
        new ImageShape(input.channels(), input.height(), input.width()),
        new Targets.Labels(labels));
  }
}

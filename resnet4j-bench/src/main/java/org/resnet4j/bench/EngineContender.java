package org.resnet4j.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/**
 * One of our engines as a contender, see {@link Contender}: {@code EngineContender ENGINE MODEL
 * BATCH train|predict PRECISION THREADS WARMUP}.
 */
public final class EngineContender {
  private static final long WARM_NANOS = 5_000_000_000L;

  private EngineContender() {}

  public static void main(String[] args) throws IOException {
    int batch = Integer.parseInt(args[2]);
    var architecture = Zoo.of(args[1]);
    var options =
        new EngineOptions(
            new Device.Cpu(),
            Precision.valueOf(args[4].toUpperCase(java.util.Locale.ROOT)),
            Integer.parseInt(args[5]));
    try (var engine = Engines.open(args[0], options, architecture.layer())) {
      var step =
          args[3].equals("train")
              ? training(engine, architecture, batch)
              : prediction(engine, architecture, batch);
      warm(step, Integer.parseInt(args[6]));
      System.out.println("ready " + engine.description());
      obey(step);
    }
  }

  /** So many steps and, where they are short, more: until the code is compiled. */
  private static void warm(Runnable step, int steps) {
    long begin = System.nanoTime();
    for (int i = 0; i < steps || System.nanoTime() - begin < WARM_NANOS; i++) {
      step.run();
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

  private static Runnable prediction(Engine engine, Architecture architecture, int size) {
    var predictor = engine.prediction(Network.create(architecture, 0));
    var batch = batch(architecture, size);
    Shape input = architecture.input();
    return () ->
        predictor.logits(batch.images(), size, input.channels(), input.height(), input.width());
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

  private static void obey(Runnable step) throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var order = orders.readLine();
        order != null && order.startsWith("run");
        order = orders.readLine()) {
      int steps = Integer.parseInt(order.substring(4).trim());
      long begin = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        step.run();
      }
      System.out.println((System.nanoTime() - begin) / 1e9);
    }
    System.out.println("peak " + peakMebibytes());
  }

  private static long peakMebibytes() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }
}

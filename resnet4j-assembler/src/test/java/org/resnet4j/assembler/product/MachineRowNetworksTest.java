package org.resnet4j.assembler.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/** Networks on the vector engine have the same bits by machine code and by Java's Vector API. */
final class MachineRowNetworksTest {
  private static Engine open(
      Architecture architecture, EngineOptions.Kernels kernels, int threads) {
    var options = EngineOptions.cpu().withThreads(threads).withKernels(kernels);
    var reason =
        Engines.providers(options).stream()
            .filter(provider -> provider.name().equals("vector"))
            .findFirst()
            .orElseThrow()
            .unavailable(options);
    assumeTrue(reason.isEmpty(), reason::get);
    return Engines.open("vector", options, architecture.layer());
  }

  @Test
  void theEngineSaysWhatComputesAndThatItsArithmeticIsTheSame() {
    var architecture = Zoo.of("resnet8");
    try (var portable = open(architecture, EngineOptions.Kernels.PORTABLE, 2);
        var machine = open(architecture, EngineOptions.Kernels.MACHINE, 2)) {
      assertThat(portable.description())
          .matches("vector: Java's Vector API, (8|16) lanes, cpu, fp32, 2 threads");
      var code = portable.description().contains("16 lanes") ? "AVX-512" : "AVX2";
      assertThat(machine.description())
          .isEqualTo(portable.description().replace("fp32", "fp32 by machine code, " + code));
      assertThat(machine.arithmetic()).isEqualTo(portable.arithmetic());
    }
  }

  @ParameterizedTest
  @CsvSource({"resnet18, 1, 64", "resnet50, 2, 64", "googlenet, 1, 96", "alexnet, 1, 96"})
  void logitsAreTheSame(String model, int batch, int size) {
    var architecture = Zoo.of(model);
    var images = images(architecture, batch, size);
    var logits = new ArrayList<float[]>();
    for (var kernels : List.of(EngineOptions.Kernels.PORTABLE, EngineOptions.Kernels.MACHINE)) {
      try (var engine = open(architecture, kernels, 2);
          var predictor =
              engine.prediction(
                  Network.create(architecture, 0),
                  Shape.of(architecture.input().channels(), size, size),
                  batch)) {
        logits.add(predictor.logits(images, batch, architecture.input().channels(), size, size));
      }
    }
    assertThat(logits.get(1)).isEqualTo(logits.get(0));
  }

  @ParameterizedTest
  @CsvSource({"resnet8, 16", "resnet18, 2"})
  void lossesAndWeightsAreTheSame(String model, int size) {
    var architecture = Zoo.of(model);
    assertThat(losses(architecture, size, EngineOptions.Kernels.MACHINE, 1))
        .isEqualTo(losses(architecture, size, EngineOptions.Kernels.PORTABLE, 2));
  }

  /** Once the kernels' callers are compiled. */
  @Test
  void answersAllocateAlmostNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var architecture = Zoo.of("resnet18");
    var images = images(architecture, 1, 64);
    try (var engine = open(architecture, EngineOptions.Kernels.MACHINE, 2);
        var predictor =
            engine.prediction(Network.create(architecture, 0), Shape.of(3, 64, 64), 1)) {
      long least = Long.MAX_VALUE;
      long end = System.nanoTime() + 60_000_000_000L;
      while (least >= 65536 && System.nanoTime() < end) {
        long before = threads.getTotalThreadAllocatedBytes();
        predictor.logits(images, 1, 3, 64, 64);
        least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThan(65536);
    }
  }

  private static List<Double> losses(
      Architecture architecture, int size, EngineOptions.Kernels kernels, int threads) {
    int side = architecture.input().height() > 64 ? 64 : architecture.input().height();
    var input = Shape.of(architecture.input().channels(), side, side);
    var random = new Random(2);
    var batch =
        new Batch(
            images(architecture, size, side),
            new ImageShape(input.channels(), side, side),
            new Targets.Labels(random.ints(size, 0, architecture.classes()).toArray()));
    var losses = new ArrayList<Double>();
    try (var engine = open(architecture, kernels, threads);
        var step =
            engine.training(Network.create(architecture, 0), TrainingOptions.sgd(input, size))) {
      for (int i = 0; i < 5; i++) {
        losses.add(step.accumulate(batch, StepRequest.training(i)).loss());
        step.update(0.02);
      }
    }
    return losses;
  }

  private static float[] images(Architecture architecture, int batch, int size) {
    var random = new Random(1);
    var images = new float[batch * architecture.input().channels() * size * size];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }
}

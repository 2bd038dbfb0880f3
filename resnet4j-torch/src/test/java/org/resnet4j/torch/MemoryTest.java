package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.torch.libtorch.Scope;

class MemoryTest {
  @Test
  void stepsLeaveNoNativePointerBehind() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.AUTO)) {
      long empty = Scope.livePointers();
      try (var step = engine.training(network, options())) {
        everything(step);
        long after = Scope.livePointers();
        for (int i = 0; i < 20; i++) {
          everything(step);
          assertThat(Scope.livePointers()).isEqualTo(after);
        }
      }
      assertThat(Scope.livePointers()).as("after closing").isEqualTo(empty);
    }
  }

  @Test
  void predictionsLeaveNoNativePointerBehind() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32)) {
      long empty = Scope.livePointers();
      try (var predictor = engine.prediction(network)) {
        long open = Scope.livePointers();
        for (int i = 0; i < 5; i++) {
          predictor.logits(Fixtures.normals(192, i), 1, 3, 8, 8);
          predictor.activations(Fixtures.normals(192, i), 1, 3, 8, 8, Set.of("conv1"));
          assertThat(Scope.livePointers()).isEqualTo(open);
        }
      }
      assertThat(Scope.livePointers()).isEqualTo(empty);
    }
  }

  @Test
  @Tag("slow")
  void tenThousandStepsLeaveResidentMemoryFlat() throws IOException {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux's /proc");
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var step = engine.training(network, options())) {
      for (int i = 0; i < 2000; i++) {
        plain(step, i);
      }
      long start = residentKilobytes();
      for (int i = 0; i < 10_000; i++) {
        plain(step, i);
      }
      assertThat(residentKilobytes() - start).as("growth in KiB").isLessThan(16 * 1024);
    }
  }

  private static TrainingOptions options() {
    return TrainingOptions.sgd(Fixtures.INPUT, 6);
  }

  private static void plain(TrainingStep step, int i) {
    step.accumulate(Fixtures.batch(i % 16), StepRequest.training(i));
    step.update(0.01);
  }

  private static void everything(TrainingStep step) {
    step.accumulate(
        Fixtures.batch(1), StepRequest.training(2).withProbes(Set.of("input", "block.sum")));
    step.gradients();
    step.update(0.01);
    step.restore(step.state());
  }

  private static long residentKilobytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var line = lines.filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}

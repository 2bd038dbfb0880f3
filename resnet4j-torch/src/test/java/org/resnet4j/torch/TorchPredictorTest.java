package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.Precision;

class TorchPredictorTest {
  @Test
  void severalThreadsMayPredictAtOnce() throws Exception {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var predictor = engine.prediction(network);
        var threads = Executors.newFixedThreadPool(4)) {
      var jobs = new ArrayList<Callable<float[]>>();
      var expected = new ArrayList<float[]>();
      for (int i = 0; i < 40; i++) {
        var images = Fixtures.normals(2 * 192, i);
        expected.add(predictor.logits(images, 2, 3, 8, 8));
        jobs.add(() -> predictor.logits(images, 2, 3, 8, 8));
      }
      int i = 0;
      for (Future<float[]> answer : threads.invokeAll(jobs)) {
        assertThat(answer.get()).isEqualTo(expected.get(i++));
      }
    }
  }

  @Test
  void imagesMayBeLongerThanTheBatch() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var images = Fixtures.normals(3 * 192, 1);
    try (var engine = Fixtures.engine(Precision.FP32);
        var predictor = engine.prediction(network)) {
      var all = predictor.logits(images, 3, 3, 8, 8);
      var two = predictor.logits(images, 2, 3, 8, 8);
      assertThat(two).hasSize(2 * Fixtures.CLASSES);
      for (int i = 0; i < two.length; i++) {
        assertThat(two[i]).isCloseTo(all[i], org.assertj.core.api.Assertions.within(1e-6f));
      }
    }
  }

  @Test
  void bfloat16IsNearFloat32() {
    var network = Fixtures.network(Fixtures.smallResNet(), 1);
    var images = Fixtures.normals(192, 1);
    try (var single = Fixtures.engine(Precision.FP32);
        var half = Fixtures.engine(Precision.BF16);
        var exact = single.prediction(network);
        var rough = half.prediction(network)) {
      var expected = exact.logits(images, 1, 3, 8, 8);
      var actual = rough.logits(images, 1, 3, 8, 8);
      assertThat(actual).isNotEqualTo(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(0.1f));
      }
    }
  }
}

package org.resnet4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.evaluate.GraphRuntime;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.int8.Quantiser;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.int8.RangeRule;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/** A graph in 8 bits is computed as the standard defines it: nothing is cut off on the way. */
class OnnxGraphRuntimeTest {
  @Test
  void eightBitsAreComputedExactly() {
    var architecture = Zoo.of("resnet20");
    var network = Network.create(architecture, 2);
    var input = architecture.input();
    var images = new float[2 * 3072];
    var random = new Random(5);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    var batch = new Batch(images, new ImageShape(3, 32, 32), new Targets.Labels(new int[] {0, 1}));
    try (var engine = Engines.open("onnx", EngineOptions.cpu().withThreads(2), network.layer())) {
      var choice =
          RangeChoice.of(network, input, engine, List.of(batch), Optional.of(RangeRule.MIN_MAX));
      var options = OnnxOptions.DEFAULTS.withFoldedBatchNorm();
      var floats = OnnxExporter.export("network", network, input, options);
      var model = Quantiser.quantise(floats, choice.ranges()).model();
      var runtime = ServiceLoader.load(GraphRuntime.class).findFirst().orElseThrow();
      assertThat(runtime.description()).startsWith("onnx: ONNX Runtime 1.");
      try (var predictor = runtime.open(model, 2)) {
        float[] expected = OnnxEvaluator.run(model, images, 2);
        float[] actual = predictor.logits(images, 2, 3, 32, 32);
        double scale = 0;
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
          scale = Math.max(scale, Math.abs(expected[i]));
          most = Math.max(most, Math.abs(expected[i] - actual[i]));
        }
        assertThat(most / scale).isLessThan(0.02);
      }
    }
  }
}

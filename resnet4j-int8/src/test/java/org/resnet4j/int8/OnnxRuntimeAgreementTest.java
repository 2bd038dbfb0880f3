package org.resnet4j.int8;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxType;

/** ONNX Runtime computes the same graph in integers of its own: both agree to a quantum. */
final class OnnxRuntimeAgreementTest {

  /** Every map up to here: a byte that rounds elsewhere moves few of the next, by one or two. */
  @Test
  void everyMapIsTheRuntimesToAQuantum() throws Exception {
    var network = QuantisedNetwork.zoo("resnet20", 16, 2);
    for (var part : network.upToEachMap().entrySet()) {
      float[] theirs = theirs(part.getValue(), network);
      float[] ours = ours(giving(part.getValue(), theirs.length / 2), network);
      float quantum = network.quantum(part.getKey());
      int away = 0;
      for (int i = 0; i < theirs.length; i++) {
        double steps = Math.abs(theirs[i] - ours[i]) / quantum;
        assertThat(steps).as("%s[%d]", part.getKey(), i).isLessThan(1.01);
        away += steps > 0.5 ? 1 : 0;
      }
      assertThat(away / (double) theirs.length).as(part.getKey()).isLessThan(0.005);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"resnet18, 64", "resnet34, 64", "resnet50, 64", "googlenet, 64", "vgg11, 32"})
  void theLogitsAreTheRuntimes(String name, int side) throws Exception {
    var network = QuantisedNetwork.zoo(name, side, 2);
    float[] theirs = theirs(network.model(), network);
    float[] ours = ours(network.model(), network);
    double largest = 0;
    double most = 0;
    for (int i = 0; i < theirs.length; i++) {
      largest = Math.max(largest, Math.abs(theirs[i]));
      most = Math.max(most, Math.abs(theirs[i] - ours[i]));
    }
    assertThat(most / largest).isLessThan(0.05); // one byte that rounds elsewhere spreads
  }

  private static float[] ours(OnnxModel graph, QuantisedNetwork network) {
    var in = network.input();
    try (var predictor = new Int8Runtime().open(graph, 2)) {
      return predictor.logits(
          network.images(), network.count(), in.channels(), in.height(), in.width());
    }
  }

  private static float[] theirs(OnnxModel graph, QuantisedNetwork network) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var in = network.input();
    long[] sizes = {network.count(), in.channels(), in.height(), in.width()};
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      options.addConfigEntry("session.x64quantprecision", "1");
      try (var session = environment.createSession(OnnxFile.bytes(graph), options);
          var images =
              OnnxTensor.createTensor(environment, FloatBuffer.wrap(network.images()), sizes);
          var result = session.run(Map.of(graph.input().name(), images))) {
        var buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
        var numbers = new float[buffer.remaining()];
        buffer.get(numbers);
        return numbers;
      }
    }
  }

  private static OnnxModel giving(OnnxModel graph, int numbers) {
    var output = new OnnxModel.Value(graph.output().name(), OnnxType.FLOAT, List.of(numbers));
    return new OnnxModel(
        graph.name(), graph.nodes(), graph.constants(), graph.input(), output, Map.of());
  }
}

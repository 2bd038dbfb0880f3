package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** PyTorch's own trajectories, made by optimizers.py beside optimizers.json. */
class OptimizersTest {
  private static final Targets LABELS = new Targets.Labels(new int[] {0, 3, 1, 2, 3});
  private static final Optimizer SGD = new Optimizer.Sgd(0.9, false);
  private static JsonNode golden;

  @BeforeAll
  static void readGolden() throws IOException {
    try (var stream = OptimizersTest.class.getResourceAsStream("optimizers.json")) {
      golden = new ObjectMapper().readTree(stream);
    }
  }

  @Test
  void sgdWithMomentumAndWeightDecayIsPyTorchs() {
    follows("sgd", SGD, 0.1, 0.01, LABELS, 0, OptionalDouble.empty());
  }

  @Test
  void sgdWithoutMomentumIsPyTorchs() {
    follows("plain", new Optimizer.Sgd(0, false), 0.1, 0, LABELS, 0, OptionalDouble.empty());
  }

  @Test
  void nesterovsMomentumIsPyTorchs() {
    follows("nesterov", new Optimizer.Sgd(0.9, true), 0.1, 0.01, LABELS, 0, OptionalDouble.empty());
  }

  @Test
  void adamIsPyTorchs() {
    var adam = new Optimizer.Adam(0.9, 0.999, 1e-8);
    follows("adam", adam, 0.01, 0.01, LABELS, 0, OptionalDouble.empty());
  }

  @Test
  void adamWIsPyTorchs() {
    var adamW = new Optimizer.AdamW(0.9, 0.999, 1e-8);
    follows("adamw", adamW, 0.01, 0.1, LABELS, 0, OptionalDouble.empty());
  }

  @Test
  void clippingIsPyTorchs() {
    var norms = follows("clipped", SGD, 0.1, 0.01, LABELS, 0, OptionalDouble.of(0.5));
    for (int i = 0; i < norms.size(); i++) {
      double expected = golden.at("/clipped/norms/" + i).doubleValue();
      assertThat(norms.get(i)).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void labelSmoothingIsPyTorchs() {
    follows("smoothed", SGD, 0.1, 0.01, LABELS, 0.1, OptionalDouble.empty());
  }

  @Test
  void distributionsAsTargetsArePyTorchs() {
    var soft = new Targets.Distributions(softmaxOfRows(wave(20, 99, 2, 0), 4), 4);
    follows("soft", SGD, 0.1, 0.01, soft, 0.1, OptionalDouble.empty());
  }

  private static List<Double> follows(
      String name,
      Optimizer optimizer,
      double rate,
      double decay,
      Targets targets,
      double smoothing,
      OptionalDouble clip) {
    var options =
        new TrainingOptions(
            Shape.of(2, 4, 4),
            5,
            optimizer,
            smoothing,
            decay,
            true,
            clip,
            Optional.empty(),
            key -> false);
    var norms = new ArrayList<Double>();
    try (var engine = Fixtures.engine(Precision.FP32);
        var step = engine.training(network(), options)) {
      for (int i = 0; i < 6; i++) {
        var batch = new Batch(wave(160, 50 + i, 1, 0), new ImageShape(2, 4, 4), targets);
        double loss = step.accumulate(batch, StepRequest.training(0)).loss();
        norms.add(step.update(rate));
        double expected = golden.at("/" + name + "/losses/" + i).doubleValue();
        assertThat(loss).as("loss of step %d", i).isCloseTo(expected, within(1e-5));
      }
      assertSame(step.state().weights(), golden.get(name));
    }
    return norms;
  }

  private static void assertSame(Weights weights, JsonNode expected) {
    for (var key : weights.keys()) {
      var data = weights.at(key).data();
      double squares = 0;
      for (float value : data) {
        squares += (double) value * value;
      }
      double norm = expected.at("/l2/" + key).doubleValue();
      assertThat(Math.sqrt(squares)).as("norm of " + key).isCloseTo(norm, within(2e-5));
      var first = expected.get("first").get(key);
      for (int i = 0; i < first.size(); i++) {
        assertThat((double) data[i])
            .as("%s[%d]", key, i)
            .isCloseTo(first.get(i).doubleValue(), within(2e-5));
      }
    }
  }

  private static Network network() {
    Layer layer =
        Layers.chain(
            new Conv2d(2, 3, 3, 1, 1, false),
            Layers.batchNorm(3),
            Layers.relu(),
            new Flatten(),
            new Linear(48, 4));
    var arrays = new LinkedHashMap<String, NdArray>();
    int number = 0;
    for (var parameter : Parameters.of(layer)) {
      var array = NdArray.zeros(parameter.shape());
      if (parameter.trainable()) {
        boolean gamma = parameter.role() == Role.NORM && parameter.key().endsWith("weight");
        int length = array.data().length;
        array = new NdArray(array.shape(), wave(length, number++, 0.2, gamma ? 1 : 0));
      } else if (parameter.key().endsWith("running_var")) {
        java.util.Arrays.fill(array.data(), 1);
      }
      arrays.put(parameter.key(), array);
    }
    return new Network(layer, new Weights(arrays));
  }

  private static float[] wave(int length, int number, double scale, double offset) {
    var values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (Math.sin(0.7 * i + 13 * number) * scale + offset);
    }
    return values;
  }

  private static float[] softmaxOfRows(float[] values, int columns) {
    var result = new float[values.length];
    for (int row = 0; row < values.length; row += columns) {
      double sum = 0;
      for (int i = row; i < row + columns; i++) {
        sum += Math.exp(values[i]);
      }
      for (int i = row; i < row + columns; i++) {
        result[i] = (float) (Math.exp(values[i]) / sum);
      }
    }
    return result;
  }
}

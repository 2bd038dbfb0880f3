package org.resnet4j.lab.gradients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.ThreeDigits;

/** The gradients that {@link GradientFlowExperiment} measured, read from its results. */
public record GradientFlowResults(LabSettings settings, Map<String, JsonNode> results) {
  /** The networks that are compared, by their names in the zoo. */
  public static final List<String> KINDS = List.of("plain", "resnet");

  /** Which of a layer's gradients: root mean square of ∂L/∂W, or ‖∂L/∂y‖ of its output. */
  enum Of {
    WEIGHTS("weights"),
    ACTIVATIONS("activations");

    final String key;

    Of(String key) {
      this.key = key;
    }
  }

  /** The name of the part that measured this network, and of its result. */
  static String id(String kind, int depth, Condition condition, long seed) {
    return kind + depth + "." + condition.id() + ".seed" + seed;
  }

  /**
   * The first layer's gradient divided by the last convolution's before the first update; the
   * geometric mean over the seeds. The classifier is left out: it comes after the pooling.
   */
  public double ratio(String kind, int depth, Condition condition, Of what) {
    double sum = 0;
    for (long seed : settings.allSeeds()) {
      double ratio = firstToLast(step(kind, depth, condition, seed, 0, what));
      if (ratio == ThreeDigits.UNDERFLOW || settings.seeds() == 1) {
        return ratio; // logarithms would cost digits
      }
      sum += Math.log(ratio);
    }
    return Math.exp(sum / settings.seeds());
  }

  /** The same for the activations: how much of the gradient arrives. */
  public double ratio(String kind, int depth, Condition condition) {
    return ratio(kind, depth, condition, Of.ACTIVATIONS);
  }

  /** The first seed's after some steps of training. */
  double ratioAt(String kind, int depth, Condition condition, int step) {
    return firstToLast(step(kind, depth, condition, settings.seed(), step, Of.ACTIVATIONS));
  }

  /**
   * The first seed's after some steps of training: of all convolutions the one whose gradient is
   * farthest from the last one's. Training may starve the layers in between alone.
   */
  double farthestAt(String kind, int depth, Condition condition, int step) {
    var values = step(kind, depth, condition, settings.seed(), step, Of.ACTIVATIONS);
    double last = values[values.length - 2];
    double farthest = 1;
    for (int i = 0; i < values.length - 1; i++) {
      double ratio = values[i] == ThreeDigits.UNDERFLOW ? values[i] : values[i] / last;
      if (!(Math.abs(Math.log(ratio)) <= Math.abs(Math.log(farthest)))) {
        farthest = ratio;
      }
      if (Double.isNaN(farthest)) {
        return farthest;
      }
    }
    return farthest;
  }

  /** A first layer's that has underflowed is not 0. */
  private static double firstToLast(double[] values) {
    return values[0] == ThreeDigits.UNDERFLOW
        ? ThreeDigits.UNDERFLOW
        : values[0] == 0 ? 0 : values[0] / values[values.length - 2];
  }

  /** Every layer's gradient at one step, from the input to the output. */
  double[] step(String kind, int depth, Condition condition, long seed, int step, Of what) {
    var part = part(kind, depth, condition, seed);
    var array = part.get("steps").get(step).get(what.key);
    double none = part.path("precision").asText().equals("fp64") ? 0 : ThreeDigits.UNDERFLOW;
    return IntStream.range(0, array.size())
        .mapToDouble(i -> array.get(i).asDouble(Double.NaN))
        .map(value -> value == 0 ? none : value)
        .toArray();
  }

  /** The same of the first seed, of the weights. */
  double[] step(String kind, int depth, Condition condition, int step) {
    return step(kind, depth, condition, settings.seed(), step, Of.WEIGHTS);
  }

  int steps(String kind, int depth, Condition condition) {
    return part(kind, depth, condition, settings.seed()).get("steps").size();
  }

  /** The blocks of the first seed's residual network. */
  public JsonNode blocks(int depth, Condition condition) {
    return part("resnet", depth, condition, settings.seed()).get("blocks");
  }

  JsonNode layers(String kind, int depth, Condition condition) {
    return part(kind, depth, condition, settings.seed()).get("layers");
  }

  private JsonNode part(String kind, int depth, Condition condition, long seed) {
    return results.get(id(kind, depth, condition, seed));
  }
}

package org.resnet4j.lab.gradients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.resnet4j.lab.findings.Playground;
import org.resnet4j.lab.findings.Playground.Control;
import org.resnet4j.lab.findings.Playground.Sample;
import org.resnet4j.lab.findings.Playground.Step;
import org.resnet4j.lab.gradients.Condition.Start;
import org.resnet4j.lab.gradients.GradientFlowResults.Of;

/** All that {@link GradientFlowExperiment} measured of the first seed, to choose from. */
final class GradientFlowPlayground {
  private static final int BEHIND_SUM = 3;
  private static final List<String> NON_LINEARITIES =
      List.of("ReLU", "tanh", "sigmoid", "sigmoid, also after the sum");

  private final GradientFlowResults results;
  private final List<Integer> depths;

  GradientFlowPlayground(GradientFlowResults results) {
    this.results = results;
    this.depths = results.settings().depths();
  }

  Playground playground() {
    var samples = new ArrayList<Sample>();
    for (var kind : GradientFlowResults.KINDS) {
      for (int depth : depths) {
        Condition.GRID.forEach(c -> samples.add(sample(kind, depth, c, options(kind, depth, c))));
        samples.add(behindSum(kind, depth));
      }
    }
    return new Playground(
        controls(),
        options("plain", results.settings().deepest(), Condition.SMALL),
        "layer, from the input; the last is fc",
        "norm of ∂L/∂y",
        "step of training; 1: before the first update",
        samples);
  }

  private List<Control> controls() {
    return List.of(
        new Control("network", List.of("plain", "residual")),
        new Control("depth", depths.stream().map(String::valueOf).toList()),
        new Control("normalisation", List.of("batch norm", "no norm")),
        new Control("initialisation", Arrays.stream(Start.values()).map(s -> s.words).toList()),
        new Control("non-linearity", NON_LINEARITIES));
  }

  private List<Integer> options(String kind, int depth, Condition condition) {
    return List.of(
        GradientFlowResults.KINDS.indexOf(kind),
        depths.indexOf(depth),
        condition.batchNorm() ? 0 : 1,
        condition.start().ordinal(),
        condition.behindSum() ? BEHIND_SUM : Condition.FUNCTIONS.indexOf(condition.activation()));
  }

  /** A plain network has no sum: behind it is where it has always been. */
  private Sample behindSum(String kind, int depth) {
    var place = options(kind, depth, Condition.SIGMOID_EVERYWHERE);
    return kind.equals("plain")
        ? sample(kind, depth, Condition.SIGMOID, place)
        : sample(kind, depth, Condition.SIGMOID_EVERYWHERE, place);
  }

  private Sample sample(String kind, int depth, Condition condition, List<Integer> place) {
    return new Sample(
        place,
        Stream.iterate(0, k -> k < results.steps(kind, depth, condition), k -> k + 1)
            .map(k -> step(kind, depth, condition, k))
            .toList());
  }

  private Step step(String kind, int depth, Condition condition, int step) {
    long seed = results.settings().seed();
    return new Step(
        results.step(kind, depth, condition, seed, step, Of.ACTIVATIONS),
        String.format(
            Locale.ROOT,
            kind.equals("plain")
                ? "plain-%d, first layer / last layer: %s"
                : "ResNet-%d, first layer / last layer: %s",
            depth,
            Health.said(results.ratioAt(kind, depth, condition, step))));
  }
}

package org.resnet4j.lab.findings;

import java.util.List;

/**
 * Measurements of every layer to choose from on the page itself, by one control for each thing that
 * was varied.
 *
 * @param controls the first one is a switch between rivals: what was not chosen is drawn behind
 * @param first the options that are chosen when the page opens, one for each control
 * @param xLabel what stands along the layers
 * @param yLabel what was measured
 * @param stepLabel what the steps of a sample are
 * @param samples what was measured; not every combination of options need be
 */
public record Playground(
    List<Control> controls,
    List<Integer> first,
    String xLabel,
    String yLabel,
    String stepLabel,
    List<Sample> samples)
    implements Findings.Block {
  /**
   * Checks that every sample has an option of every control.
   *
   * @throws IllegalArgumentException if one has not, or nothing stands where the page opens
   */
  public Playground {
    controls = List.copyOf(controls);
    first = List.copyOf(first);
    samples = List.copyOf(samples);
    for (var sample : samples) {
      if (!fits(controls, sample.chosen())) {
        throw new IllegalArgumentException("no control has these options: " + sample.chosen());
      }
    }
    if (samples.stream().map(Sample::chosen).noneMatch(first::equals)) {
      throw new IllegalArgumentException("nothing was measured under the first options " + first);
    }
  }

  private static boolean fits(List<Control> controls, List<Integer> chosen) {
    boolean fits = chosen.size() == controls.size();
    for (int i = 0; fits && i < chosen.size(); i++) {
      fits = chosen.get(i) >= 0 && chosen.get(i) < controls.get(i).options().size();
    }
    return fits;
  }

  /**
   * Something that was varied.
   *
   * @param name of it
   * @param options its values, of which one is chosen
   */
  public record Control(String name, List<String> options) {
    /** Copies the options. */
    public Control {
      options = List.copyOf(options);
    }
  }

  /**
   * What was measured under one option of each control.
   *
   * @param chosen the options, by their places in the controls
   * @param steps one after another in time, at least one
   */
  public record Sample(List<Integer> chosen, List<Step> steps) {
    /** Copies both. */
    public Sample {
      chosen = List.copyOf(chosen);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One step.
   *
   * @param values of the layers, from the input; what is not finite could not be measured
   * @param said about them, as a sentence
   */
  public record Step(double[] values, String said) {}
}

package org.resnet4j.cli.weights;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.weights.Selection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which of a file's networks is taken, and what else it may hold. */
public final class StateChoice {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--state",
      paramLabel = "ema|raw|KEY",
      description =
          "Which network of a file that holds several: the average of the weights, the weights"
              + " themselves, or what stands under a key (default: the average if there is one).")
  @Nullable String state;

  @Option(
      names = "--ignore",
      paramLabel = "PATTERN",
      split = ",",
      description = "Arrays of the file that are no part of the network: loss.*,*.total_ops.")
  List<String> ignored = List.of();

  /** What was chosen; an empty word is wrong usage. */
  public Selection selection() {
    var word = state;
    var chosen = word == null ? Selection.USUAL : Usage.of(command, () -> Selection.of(word));
    return chosen.ignoring(ignored);
  }
}

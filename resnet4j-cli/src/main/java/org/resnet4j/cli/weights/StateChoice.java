package org.resnet4j.cli.weights;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.Taken;
import org.resnet4j.weights.format.WeightFile;
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

  /** Tells what was chosen, where something was. */
  public void apply(Consumer<String> stateWord, Consumer<List<String>> patterns) {
    Optional.ofNullable(state).ifPresent(stateWord);
    if (!ignored.isEmpty()) {
      patterns.accept(ignored);
    }
  }

  /** Reads the chosen network of a file, and says which it is where there was a choice. */
  public Network network(WeightFile file, Architecture architecture, Answer answer) {
    var read = file.network(architecture, selection());
    tell(read.taken(), answer);
    return read.network();
  }

  static void tell(Taken taken, Answer answer) {
    if (!taken.what().isEmpty()) {
      answer.note(taken.what());
    }
  }
}

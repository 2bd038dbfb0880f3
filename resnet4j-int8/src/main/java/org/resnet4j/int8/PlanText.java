package org.resnet4j.int8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.int8.execution.GraphProgram;
import org.resnet4j.int8.plan.ByteMap;
import org.resnet4j.int8.plan.PaddedWindow;
import org.resnet4j.int8.plan.Step;
import org.resnet4j.int8.plan.Step.*;

/** A plan as a table for people: one line a step. */
final class PlanText {
  private static final List<String> HEAD = List.of("step", "layer", "gives", "memory", "kernel");

  private PlanText() {}

  static String of(GraphProgram program) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    for (var placed : program.steps()) {
      var step = placed.step();
      var gives = step.writes().map(ByteMap::toString).orElse("floats");
      var memory =
          step.writes().map(map -> "%,d".formatted(program.memory().place(map).at())).orElse("");
      rows.add(List.of(words(step), step.name(), gives, memory, placed.kernel()));
    }
    var text = new StringBuilder();
    rows.forEach(row -> line(row, widths(rows), text));
    text.append(
        String.format(
            Locale.ROOT,
            "%d steps; activations %,d bytes an image%n",
            program.steps().size(),
            program.memory().size()));
    return text.toString();
  }

  private static void line(List<String> row, int[] widths, StringBuilder text) {
    for (int i = 0; i < row.size(); i++) {
      boolean last = i == row.size() - 1;
      text.append(last ? row.get(i) : row.get(i) + " ".repeat(widths[i] - row.get(i).length() + 2));
    }
    text.append(System.lineSeparator());
  }

  private static int[] widths(List<List<String>> rows) {
    var widths = new int[HEAD.size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String words(Step step) {
    return switch (step) {
      case Stem s -> "convolution %s of floats%s".formatted(window(s.window()), relu(s.relu()));
      case Convolution c ->
          "convolution %s%s%s"
              .formatted(
                  window(c.window()),
                  c.residual().isPresent() ? " + residual" : "",
                  relu(c.relu()));
      case MaxPool p -> "maximum " + window(p.window());
      case GlobalMean m -> "mean of the map";
      case Linear l -> "linear %d → %d".formatted(l.in().channels(), l.outputs());
      case Add a -> "sum" + relu(a.relu());
      case Concat c -> "concatenation of %d".formatted(c.parts().size());
      case Move m -> m.step() > 1 ? "every %d. pixel".formatted(m.step()) : "channels of zeros";
      case Flatten f -> "flatten";
      case Lookup l -> "table";
      case ReadBack r -> "bytes to floats";
      case Quantise q -> "floats to bytes";
      case Floats f -> f.node().operator() + " of floats";
    };
  }

  private static String window(PaddedWindow window) {
    return window.height()
        + " × "
        + window.width()
        + (window.stride() > 1 ? ", stride " + window.stride() : "");
  }

  private static String relu(boolean relu) {
    return relu ? " + ReLU" : "";
  }
}

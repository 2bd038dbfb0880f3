package org.resnet4j.cli.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.resnet4j.classify.Guess;
import org.resnet4j.cli.terminal.Json;

/** How {@code predict} writes one picture after another. */
enum PredictFormat {
  /** For people. */
  TEXT {
    @Override
    String line(SeenFile seen, int top) {
      var words = seen.top().stream().map(PredictFormat::words).toList();
      return seen.file() + ": " + String.join(", ", words);
    }
  },
  /**
   * One row a picture: the file, then class and probability, the likeliest first, then an error.
   */
  CSV {
    @Override
    String head(int top) {
      var names = new ArrayList<String>(List.of("image"));
      for (int k = 1; k <= top; k++) {
        names.add("class" + k);
        names.add("probability" + k);
      }
      names.add("error");
      return String.join(",", names);
    }

    @Override
    String line(SeenFile seen, int top) {
      var cells = new ArrayList<String>(List.of(cell(seen.file().toString())));
      for (int k = 0; k < top; k++) {
        boolean there = k < seen.top().size();
        cells.add(there ? cell(seen.top().get(k).name()) : "");
        cells.add(there ? number(seen.top().get(k).probability()) : "");
      }
      cells.add(cell(seen.error().orElse("")));
      return String.join(",", cells);
    }
  },
  /** One JSON object a picture, each on a line of its own. */
  JSONL {
    @Override
    String line(SeenFile seen, int top) {
      return Json.line(seen.fields());
    }
  };

  /** The line before the first; empty if there is none. */
  String head(int top) {
    return "";
  }

  /** The line of a picture. */
  abstract String line(SeenFile seen, int top);

  /** Whether pictures that could not be read have a line too. */
  boolean tellsErrors() {
    return this != TEXT;
  }

  /** As users type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words(Guess guess) {
    return String.format(Locale.ROOT, "%s %.1f %%", guess.name(), 100 * guess.probability());
  }

  private static String number(double probability) {
    return String.format(Locale.ROOT, "%.6f", probability);
  }

  private static String cell(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}

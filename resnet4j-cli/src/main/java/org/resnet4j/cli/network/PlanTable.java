package org.resnet4j.cli.network;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Table;

/**
 * An engine's plan for people. Engines write plans as lines of columns, two or more spaces apart,
 * and totals; here the words are the user's and the columns fit the terminal. A plan of another
 * form is printed as it is.
 */
final class PlanTable {
  private static final String COLUMNS = " {2,}";

  /** As the 8-bit runtime heads its plan; a program's plan has no head. */
  private static final String HEAD = "step ";

  /** A step's algorithm; where it has none, the results follow. */
  private static final String ALGORITHM = "[a-z0-9_]+";

  private PlanTable() {}

  static void print(String plan, Answer answer, PrintWriter out) {
    var lines = plan.lines().toList();
    int totals = lines.lastIndexOf("");
    if (plan.startsWith(HEAD)) {
      var rows = lines.subList(1, lines.size() - 1);
      var table = answer.table(lines.getFirst().split(COLUMNS));
      rows.forEach(line -> table.row((Object[]) stepOfBytes(line, answer)));
      print(table, lines.subList(lines.size() - 1, lines.size()), answer, out);
    } else if (totals < 0 || !lines.subList(0, totals).stream().allMatch(PlanTable::isStep)) {
      lines.forEach(out::println);
    } else {
      var table = answer.table("layer", "does", "algorithm", "results, where");
      lines.subList(0, totals).forEach(line -> table.row((Object[]) step(line, answer)));
      print(table, lines.subList(totals + 1, lines.size()), answer, out);
    }
  }

  private static boolean isStep(String line) {
    return line.split(COLUMNS).length > 1;
  }

  private static void print(Table table, List<String> totals, Answer answer, PrintWriter out) {
    table.print(out);
    out.println();
    totals.forEach(line -> Lines.fit(answer.say(line)).forEach(out::println));
  }

  /** Layer, what it does, algorithm, results; the first and the last two may be missing. */
  private static String[] step(String line, Answer answer) {
    var cells = line.split(COLUMNS);
    int at = 2;
    boolean named = cells.length > at && cells[at].matches(ALGORITHM);
    var results = String.join(" ", Arrays.asList(cells).subList(named ? at + 1 : at, cells.length));
    return new String[] {
      cells[0], words(cells[1], answer), named ? cells[at] : "", places(results, answer)
    };
  }

  /** Arrays keep their names. */
  private static String places(String results, Answer answer) {
    return Arrays.stream(results.split(", "))
        .map(one -> one.startsWith("%") ? answer.say(one) : one)
        .collect(Collectors.joining(", "));
  }

  private static String words(String operations, Answer answer) {
    return Arrays.stream(operations.split("\\+"))
        .map(answer::say)
        .collect(Collectors.joining(" + "));
  }

  /** Step, layer, what it gives, place in memory, which floats have none, kernel. */
  private static String[] stepOfBytes(String line, Answer answer) {
    var cells = line.split(COLUMNS);
    boolean placed = cells.length > 4;
    var step =
        Arrays.stream(cells[0].split(" \\+ ")).map(answer::say).collect(Collectors.joining(" + "));
    return new String[] {
      step,
      cells[1],
      answer.say(cells[2]),
      placed ? cells[3] : "",
      answer.say(cells[placed ? 4 : 3])
    };
  }
}

package org.resnet4j.cli.lab;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Table;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.language.TranslatedFindings;

/** Findings as a command answers with them: for a terminal, and as fields of JSON. */
final class FindingsText {
  private FindingsText() {}

  /** Tables and verdicts in their order, for a terminal. */
  static void print(Findings findings, Language language, PrintWriter out) {
    for (var block : TranslatedFindings.of(findings, language).blocks()) {
      if (block instanceof Findings.Table table) {
        var printed = new Table(table.columns().toArray(String[]::new));
        table.rows().forEach(row -> printed.row(row.stream().map(Cell::printed).toArray()));
        printed.print(out);
        out.println();
      } else if (block instanceof Findings.Judgement one) {
        Lines.wrap(language.say(one.verdict().words()) + ": ", one.sentence(), 4)
            .forEach(out::println);
        Lines.wrap("    ", one.evidence(), 4).forEach(out::println);
        out.println();
      }
    }
  }

  static List<Map<String, String>> judgements(Findings findings) {
    var all = new ArrayList<Map<String, String>>();
    for (var one : findings.judgements()) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("sentence", one.sentence());
      fields.put("verdict", one.verdict().words());
      fields.put("evidence", one.evidence());
      all.add(fields);
    }
    return all;
  }

  /** The tables, row by row as objects. */
  static Map<String, Object> tables(Findings findings) {
    var all = new LinkedHashMap<String, Object>();
    for (var block : findings.blocks()) {
      if (block instanceof Findings.Table printed) {
        var table = printed.exact();
        var rows = new ArrayList<Map<String, Object>>();
        for (var row : table.rows()) {
          var fields = new LinkedHashMap<String, Object>();
          for (int c = 0; c < row.size(); c++) {
            var cell = row.get(c);
            fields.put(
                table.columns().get(c), cell.number().<Object>map(n -> n).orElse(cell.printed()));
          }
          rows.add(fields);
        }
        all.put(table.name(), rows);
      }
    }
    return all;
  }
}

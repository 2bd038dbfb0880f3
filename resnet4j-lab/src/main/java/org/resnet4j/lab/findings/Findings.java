package org.resnet4j.lab.findings;

import java.util.ArrayList;
import java.util.List;

/**
 * The findings of an experiment, as data: the report makes a page and CSV files from them.
 *
 * @param title of the page
 * @param claim what the paper says about it, with section or figure
 * @param blocks in reading order
 */
public record Findings(String title, String claim, List<Block> blocks) {
  public Findings {
    blocks = List.copyOf(blocks);
  }

  /** One piece of a page. */
  public sealed interface Block
      permits Heading, Prose, Table, Records, Judgement, Figure, Playground {}

  /** The title of a section. */
  public record Heading(String text) implements Block {}

  /** A paragraph. */
  public record Prose(String text) implements Block {}

  /**
   * A table.
   *
   * @param name of its CSV, without the ending
   * @param rows as many cells each as there are columns
   */
  public record Table(String name, String caption, List<String> columns, List<List<Cell>> rows)
      implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** As files hold it: a column of numbers with deviations is followed by one of deviations. */
    public Table exact() {
      var names = new ArrayList<String>();
      var cells = rows.stream().map(row -> new ArrayList<Cell>()).toList();
      for (int c = 0; c < columns.size(); c++) {
        int column = c;
        boolean spread = rows.stream().anyMatch(row -> row.get(column).deviation().isPresent());
        names.add(columns.get(c));
        if (spread) {
          names.add("± " + columns.get(c));
        }
        for (int r = 0; r < rows.size(); r++) {
          var cell = rows.get(r).get(c);
          cells.get(r).add(cell);
          if (spread) {
            cells.get(r).add(cell.deviation().map(Cell::of).orElse(Cell.text("–")));
          }
        }
      }
      return new Table(name, caption, names, List.copyOf(cells));
    }
  }

  /** A table too long to print: a separate CSV, named on the page. */
  public record Records(String name, String caption, List<String> columns, List<List<Cell>> rows)
      implements Block {
    public Records {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A claim, its verdict, and the numbers behind the verdict. */
  public record Judgement(String sentence, Verdict verdict, String evidence) implements Block {}

  /** The judgements, in order. */
  public List<Judgement> judgements() {
    return blocks.stream().filter(Judgement.class::isInstance).map(Judgement.class::cast).toList();
  }

  /** The verdict on a claim. */
  public enum Verdict {
    HOLDS("holds"),
    HOLDS_IF("holds if"),
    DOES_NOT("does not hold"),
    NOT_MEASURED("not measured");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** As it is printed. */
    public String words() {
      return words;
    }
  }
}

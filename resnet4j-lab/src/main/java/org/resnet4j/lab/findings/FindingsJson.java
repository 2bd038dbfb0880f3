package org.resnet4j.lab.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Table;

/**
 * The findings of an experiment as JSON, for programs and for other experiments that build on it.
 */
public final class FindingsJson {
  /** The file in an experiment's folder. */
  public static final String FILE = "findings.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FindingsJson() {}

  /** Judgements and tables. */
  public static String write(Findings findings, String command) {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("title", findings.title()).put("claim", findings.claim()).put("command", command);
    var judgements = root.putArray("judgements");
    var tables = root.putObject("tables");
    for (var block : findings.blocks()) {
      if (block instanceof Judgement one) {
        judgements
            .addObject()
            .put("sentence", one.sentence())
            .put("verdict", one.verdict().name())
            .put("evidence", one.evidence());
      } else if (block instanceof Table table) {
        add(tables, table.exact());
      }
    }
    return root.toPrettyString() + "\n";
  }

  private static void add(ObjectNode tables, Table table) {
    var node = tables.putObject(table.name());
    put(node.putArray("columns"), table.columns());
    var rows = node.putArray("rows");
    table.rows().forEach(row -> row.forEach(cells(rows.addArray())));
  }

  private static Consumer<Cell> cells(ArrayNode row) {
    return cell ->
        row.add(
            JSON.<JsonNode>valueToTree(cell.number().<Object>map(n -> n).orElse(cell.printed())));
  }

  private static void put(ArrayNode array, List<String> cells) {
    cells.forEach(array::add);
  }
}

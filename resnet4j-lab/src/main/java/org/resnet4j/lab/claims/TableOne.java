package org.resnet4j.lab.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.lab.findings.Cell;
import org.resnet4j.lab.findings.Findings.Table;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Layer.Conv2d;

/** Table 1 as the paper prints it, read off the networks. */
final class TableOne {
  private TableOne() {}

  static Table table() {
    var networks =
        Printed.ALL.stream()
            .filter(one -> one.model().matches("resnet(18|34|50|101|152)"))
            .toList();
    var columns = new ArrayList<>(List.of("layer name", "output size"));
    networks.forEach(one -> columns.add(one.model().replaceAll("\\D", "") + "-layer"));
    var rows = new ArrayList<List<Cell>>();
    rows.add(row(networks, "conv1", "112×112", "7×7, 64, stride 2"));
    rows.add(row(networks, "", "56×56", "3×3 max pool, stride 2"));
    for (int stage = 1; stage <= 4; stage++) {
      int side = 112 >> stage;
      var row = new ArrayList<Cell>();
      row.add(Cell.text("conv" + (stage + 1) + "_x"));
      row.add(Cell.text(side + "×" + side));
      for (var one : networks) {
        row.add(Cell.text(blocks(one, "layer" + stage)));
      }
      rows.add(row);
    }
    rows.add(row(networks, "", "1×1", "average pool, 1000-d fc, softmax"));
    var flops = new ArrayList<>(List.of(Cell.text("FLOPs"), Cell.text("")));
    for (var one : networks) {
      double cost = Cost.of(one.architecture().layer(), one.input()).multiplyAdds();
      flops.add(Cell.of(cost, String.format(Locale.ROOT, "%.2f×10⁹", cost / 1e9)));
    }
    rows.add(flops);
    return new Table("table-1", "Table 1, read off the networks", columns, rows);
  }

  private static List<Cell> row(List<Printed> networks, String name, String size, String words) {
    var row = new ArrayList<>(List.of(Cell.text(name), Cell.text(size)));
    networks.forEach(one -> row.add(Cell.text(words)));
    return row;
  }

  /** {@code [3×3, 64; 3×3, 64] × 2}. */
  private static String blocks(Printed one, String stage) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    for (var cost : Cost.of(one.architecture().layer(), one.input()).rows()) {
      var path = cost.node().path();
      if (path.startsWith(stage + ".")
          && !path.contains("downsample")
          && cost.node().layer() instanceof Conv2d conv) {
        blocks
            .computeIfAbsent(path.split("\\.")[1], block -> new ArrayList<>())
            .add(conv.kernel() + "×" + conv.kernel() + ", " + conv.out());
      }
    }
    return "[" + String.join("; ", blocks.get("0")) + "] × " + blocks.size();
  }
}

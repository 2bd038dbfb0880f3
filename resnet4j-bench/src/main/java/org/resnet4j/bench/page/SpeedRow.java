package org.resnet4j.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A line of the table of side-by-side.
 *
 * @param processor its name, and in parentheses the widest instructions that were allowed
 * @param mode {@code train} or {@code predict}
 * @param contender as it was typed, without folders
 * @param ratio how many times as fast the run's first contender was
 */
record SpeedRow(
    String date,
    String processor,
    String model,
    int batch,
    String mode,
    String contender,
    String version,
    double imagesPerSecond,
    double ratio,
    int peakMebibytes) {

  /** What was computed. */
  String work() {
    return model + ", " + batch;
  }

  /** Whether it computes in 8 bits or bfloat16 or so. */
  boolean narrow() {
    return contender.contains(":");
  }

  /** Whether the row's processor was, or was kept to, AVX2. */
  boolean avx2() {
    return processor.endsWith("(avx2)");
  }

  /** Every row; of rows for the same work, contender and instructions the last. */
  static List<SpeedRow> read(Path csv) throws IOException {
    var rows = new LinkedHashMap<List<Object>, SpeedRow>();
    var lines = Files.readAllLines(csv);
    for (var line : lines.subList(1, lines.size())) {
      var row = of(line.split(",", -1));
      rows.put(List.of(row.processor, row.model, row.batch, row.mode, row.contender), row);
    }
    return new ArrayList<>(rows.values());
  }

  private static SpeedRow of(String[] cells) {
    return new SpeedRow(
        cells[0],
        cells[1],
        cells[2],
        Integer.parseInt(cells[3]),
        cells[4],
        cells[5],
        cells[6],
        Double.parseDouble(cells[7]),
        Double.parseDouble(cells[8]),
        Integer.parseInt(cells[9]));
  }
}

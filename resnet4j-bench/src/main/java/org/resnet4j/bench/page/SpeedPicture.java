package org.resnet4j.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.picture.Theme;

/**
 * Draws how many times as fast as each peer our first contender was, in floats. {@code SpeedPicture
 * CSV PICTURE} makes PICTURE-train and PICTURE-predict, .svg and .png. Where the processor has more
 * than AVX2, rows that were kept to AVX2 are left out.
 */
public final class SpeedPicture {
  /** What is more times as slow is in the tables only: its bar would make the others short. */
  private static final double MOST = 6;

  private SpeedPicture() {}

  public static void main(String[] args) throws IOException {
    draw(SpeedRow.read(Path.of(args[0])), args[1]);
  }

  /** The pictures that these rows have bars for. */
  static void draw(List<SpeedRow> all, String name) throws IOException {
    boolean wider = all.stream().anyMatch(row -> !row.avx2());
    for (var mode : List.of("train", "predict")) {
      var rows =
          all.stream()
              .filter(row -> row.mode().equals(mode) && !row.narrow() && !(wider && row.avx2()))
              .toList();
      if (!rows.isEmpty()) {
        var picture = Charts.of(bars(rows, mode), Theme.LIGHT);
        Files.writeString(Path.of(name + "-" + mode + ".svg"), picture.svg());
        Files.write(Path.of(name + "-" + mode + ".png"), picture.png(2));
      }
    }
  }

  private static Bars bars(List<SpeedRow> rows, String mode) {
    var work = new LinkedHashMap<String, Map<Peer, Double>>();
    for (var row : rows) {
      Peer.of(row.contender())
          .filter(peer -> peer != Peer.VECTOR)
          .ifPresent(
              peer ->
                  work.computeIfAbsent(row.work(), none -> new EnumMap<>(Peer.class))
                      .merge(peer, row.ratio(), Math::min));
    }
    var names = new ArrayList<String>();
    var ratios = new ArrayList<Double>();
    work.forEach(
        (what, peers) ->
            peers.forEach(
                (peer, ratio) -> {
                  if (ratio <= MOST) {
                    names.add("%s: %.2f × %s".formatted(what, ratio, peer.words()));
                    ratios.add(ratio);
                  }
                }));
    var values = ratios.stream().mapToDouble(Double::doubleValue).toArray();
    var title = (mode.equals("train") ? "Training" : "Prediction") + ": how many times as fast";
    var bars = List.of(new Bar("resnet4j", values));
    return new Bars(title, "", "times as fast; 1: equal", names, bars);
  }
}

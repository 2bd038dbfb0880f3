package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.report.chart.Charts;
import org.resnet4j.report.picture.Theme;

/**
 * Draws what {@link SideBySide} measured: how many times as fast as each peer our first contender
 * was. {@code SpeedPicture CSV PICTURE} makes PICTURE-train and PICTURE-predict, .svg and .png.
 */
public final class SpeedPicture {
  private static final List<String> PEERS =
      List.of("PyTorch, tuned", "PyTorch, as installed", "ONNX Runtime", "ncnn");

  private SpeedPicture() {}

  public static void main(String[] args) throws IOException {
    var lines = Files.readAllLines(Path.of(args[0]));
    for (var mode : List.of("train", "predict")) {
      if (lines.stream().noneMatch(line -> line.split(",")[4].equals(mode))) {
        continue;
      }
      var name = args[1] + "-" + mode;
      var picture = Charts.of(bars(lines, mode), Theme.LIGHT);
      Files.writeString(Path.of(name + ".svg"), picture.svg());
      Files.write(Path.of(name + ".png"), picture.png(2));
    }
  }

  private static Bars bars(List<String> lines, String mode) {
    var work = new LinkedHashMap<String, Map<String, Double>>();
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split(",");
      var peer = peer(cells[5]);
      if (cells[4].equals(mode) && !peer.isEmpty()) {
        work.computeIfAbsent(cells[2] + ", " + cells[3], none -> new LinkedHashMap<>())
            .merge(peer, Double.parseDouble(cells[8]), Math::min);
      }
    }
    var series = new ArrayList<Bar>();
    for (var peer : PEERS) {
      var values =
          work.values().stream().mapToDouble(w -> w.getOrDefault(peer, Double.NaN)).toArray();
      if (!Arrays.stream(values).allMatch(Double::isNaN)) {
        series.add(new Bar("as " + peer, values));
      }
    }
    var what =
        mode.equals("train")
            ? "Training: how many times as fast"
            : "Prediction: how many times as fast";
    return new Bars(what, "", "times as fast; 1: equal", List.copyOf(work.keySet()), series);
  }

  /** The peer that a contender's label means; empty for ourselves and for other precisions. */
  private static String peer(String label) {
    if (label.contains(":")) {
      return "";
    }
    return switch (label.replaceAll("[+].*", "")) {
      case "eager", "compiled", "frozen" -> label.contains("+") ? PEERS.get(0) : PEERS.get(1);
      case "onnx" -> PEERS.get(2);
      case "ncnn" -> PEERS.get(3);
      default -> "";
    };
  }
}

package org.resnet4j.bench.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The page that says who is faster, at what, by how much, and where we are not: {@code ComparedPage
 * FOLDER PAGE.md} reads FOLDER's speed.csv, start-up.csv and sizes.csv, draws speed-train and
 * speed-predict beside them, and writes the page, from which FOLDER has to be reached by {@code
 * ../results/bench/compared}.
 */
public final class ComparedPage {
  private ComparedPage() {}

  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var rows = SpeedRow.read(folder.resolve("speed.csv"));
    SpeedPicture.draw(rows, folder.resolve("speed").toString());
    var page =
        of(
            template(),
            rows,
            Files.readAllLines(folder.resolve("start-up.csv")),
            Files.readAllLines(folder.resolve("sizes.csv")));
    Files.writeString(Path.of(args[1]), page);
  }

  /** The page's text: the template's places filled. */
  static String of(String template, List<SpeedRow> rows, List<String> starts, List<String> sizes) {
    boolean wider = rows.stream().anyMatch(row -> !row.avx2());
    Predicate<SpeedRow> kept = row -> wider && row.avx2();
    var usual = rows.stream().filter(kept.negate()).toList();
    var narrow = works(usual, SpeedRow::narrow);
    return template
        .replace("{date}", usual.getFirst().date())
        .replace("{processor}", usual.getFirst().processor())
        .replace("{versions}", versions(usual))
        .replace("{train}", SpeedTable.of(of(usual, "train")))
        .replace("{predict}", SpeedTable.of(floats(of(usual, "predict"), narrow)))
        .replace("{int8}", SpeedTable.of(narrow))
        .replace("{avx2}", SpeedTable.of(rows.stream().filter(kept).toList()))
        .replace("{start}", CostTables.starts(starts))
        .replace("{sizes}", CostTables.sizes(sizes))
        .replace("{slower}", SpeedTable.slower(rows));
  }

  private static List<SpeedRow> of(List<SpeedRow> rows, String mode) {
    return rows.stream().filter(row -> row.mode().equals(mode)).toList();
  }

  private static List<SpeedRow> floats(List<SpeedRow> rows, List<SpeedRow> narrow) {
    return rows.stream().filter(row -> !narrow.contains(row) || !row.narrow()).toList();
  }

  /** The predictions of contenders that compute in fewer bits. */
  private static List<SpeedRow> works(List<SpeedRow> rows, Predicate<SpeedRow> which) {
    return rows.stream().filter(row -> row.mode().equals("predict")).filter(which).toList();
  }

  private static String versions(List<SpeedRow> rows) {
    return rows.stream()
        .filter(row -> !row.contender().startsWith("vector"))
        .map(row -> row.version().replaceAll(" (fp32|int8|eager|compiled|frozen)$", ""))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String template() throws IOException {
    try (var text = ComparedPage.class.getResourceAsStream("compared.md.template")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package org.resnet4j.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tree can be read in one direction and surveyed at a glance. */
final class StructureTest {
  /** More files than this in a package are two packages. */
  private static final int MOST_FILES = 25;

  /**
   * A file is a top-level type with all that is nested in it. What a sealed type permits is the
   * compiler's list and counts as no import.
   */
  @Test
  void filesStandInNoCircle() {
    assertThat(Circles.of(House.imports())).isEmpty();
  }

  /**
   * Packages, sub-packages each by itself, can be put in an order in which every import runs down:
   * so a package and one inside it import in one direction only.
   */
  @Test
  void noImportRunsUpward() {
    assertThat(Circles.of(House.packageImports())).isEmpty();
  }

  @Test
  void aRoomImportsOnlyRoomsBelowIt() {
    var below = new ArrayList<String>();
    House.ROOMS.forEach(
        (room, imported) -> {
          assertThat(below).as("rooms below %s", room).containsAll(imported);
          below.add(room);
        });
  }

  /** Nested types have their outer type's name before them and are not counted. */
  @Test
  void aSimpleNameStandsForOneType() {
    var byName = new TreeMap<String, Set<String>>();
    for (var file : House.files()) {
      var simple = file.substring(file.lastIndexOf('.') + 1);
      byName.computeIfAbsent(simple, name -> new TreeSet<>()).add(file);
    }
    byName.values().removeIf(types -> types.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void aPackageCanBeSurveyedAtAGlance() {
    var sizes = House.files().stream().collect(groupingBy(House::packageOf, counting()));
    sizes.values().removeIf(size -> size <= MOST_FILES);
    assertThat(sizes).isEmpty();
  }

  @Test
  void contributingPrintsThePlanOfTheHouse() throws IOException {
    var lines = Files.readAllLines(Repository.root().resolve("CONTRIBUTING.md"));
    var printed = lines.stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(printed).isEqualTo(table());
  }

  private static List<String> table() {
    return House.ROOMS.entrySet().stream().map(StructureTest::row).toList();
  }

  private static String row(Map.Entry<String, List<String>> room) {
    var imported = room.getValue().stream().map(name -> "`" + name + "`").toList();
    return "| `%s` | %s |"
        .formatted(room.getKey(), imported.isEmpty() ? "nothing" : String.join(", ", imported));
  }

  @Test
  void circlesAreFound() {
    var graph =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b", "d"), "d", Set.<String>of());
    assertThat(Circles.of(graph)).containsExactly(List.of("b", "c"));
  }
}

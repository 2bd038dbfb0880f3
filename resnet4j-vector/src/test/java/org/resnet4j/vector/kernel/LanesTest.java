package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.vector.kernel.microkernel.block.StemBlock;

/**
 * Vectors of 4, 8 and 16 lanes, each in a virtual machine of its own, on any processor: {@link
 * EveryLane} compares with the definition, and the machine says which register blocks it ran. With
 * {@code -Xcomp} it compiles a method when it is first called, and prints its name.
 */
class LanesTest {
  private static final Pattern BLOCK =
      Pattern.compile("microkernel\\.block\\.(\\w+Block\\w*)::(\\w+) ");

  /** The register blocks where there are 16 registers, whatever the lanes. */
  private static Stream<String> narrow() {
    return Stream.of(
        "RowBlock6.x1",
        "RowBlock6.x2",
        "RowBlock6.finished",
        "RowBlock6.rowwise",
        "StemBlock.rows6x1",
        "StemBlock.rows6x2",
        "StemGradientBlock.taps8x1",
        "DotBlock.dots1x4",
        "DotBlock.dots4x2",
        "OuterBlock.outer1x1",
        "OuterBlock.outer1x2",
        "OuterBlock.outer6x2");
  }

  /** The register blocks that each width has. */
  private static final Map<Integer, Set<String>> BLOCKS =
      Map.of(
          4,
          Stream.concat(narrow(), Stream.of("GradientBlockNarrow.lanes4x1"))
              .collect(Collectors.toSet()),
          8,
          Stream.concat(narrow(), Stream.of("GradientBlockNarrow.lanes8x1"))
              .collect(Collectors.toSet()),
          16,
          Set.of(
              "RowBlock14.x1",
              "RowBlock14.x2",
              "RowBlock14.finished",
              "RowBlock14.rowwise",
              "RowBlock8.x1",
              "RowBlock8.x2",
              "RowBlock16.x1",
              "GradientBlockWide.lanes8x3",
              "GradientBlockWide.lanes8x2",
              "GradientBlockWide.lanes16x1",
              "StemBlock.rows14x1",
              "StemBlock.rows14x2",
              "StemGradientBlock.taps8x1",
              "StemGradientBlock.taps8x2",
              "DotBlock.dots1x4",
              "DotBlock.dots4x4",
              "OuterBlock.outer1x1",
              "OuterBlock.outer1x2",
              "OuterBlock.outer6x4"));

  private static final Map<Integer, CompletableFuture<List<String>>> SAID = new TreeMap<>();

  /** Each has one thread: they run at the same time. */
  @BeforeAll
  static void start() {
    for (int lanes : BLOCKS.keySet()) {
      SAID.put(lanes, CompletableFuture.supplyAsync(() -> run(lanes)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16})
  void everyAlgorithmAndRegisterBlockComputesTheDefinition(int lanes) {
    List<String> output = SAID.get(lanes).join();
    var algorithms = new TreeSet<Algorithm>();
    for (String line : output) {
      if (line.startsWith("parity ")) {
        String[] words = line.split(" ");
        assertThat(words[1]).isEqualTo(String.valueOf(lanes));
        algorithms.add(Algorithm.valueOf(words[2]));
        assertThat(Double.parseDouble(words[3])).as(line).isLessThan(1e-5);
      }
    }
    assertThat(algorithms).isEqualTo(EnumSet.complementOf(EnumSet.of(Algorithm.BF16)));
    Set<String> reached =
        output.stream()
            .flatMap(line -> BLOCK.matcher(line).results())
            .map(match -> match.group(1) + "." + match.group(2))
            .collect(Collectors.toSet());
    assertThat(reached).containsExactlyInAnyOrderElementsOf(BLOCKS.get(lanes));
  }

  @Test
  void everyRegisterBlockBelongsToAWidth() throws ClassNotFoundException {
    Set<String> listed = BLOCKS.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<String> written = new TreeSet<>();
    for (String block : listed) {
      String name = block.substring(0, block.indexOf('.'));
      Class<?> type = Class.forName(StemBlock.class.getPackageName() + "." + name);
      for (Method method : type.getDeclaredMethods()) {
        written.add(name + "." + method.getName());
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
  }

  private static List<String> run(int lanes) {
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dresnet4j.lanes=" + lanes,
                "-Xmx512m",
                "-Xcomp",
                "-XX:TieredStopAtLevel=1",
                "-XX:+PrintCompilation",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                EveryLane.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = command.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.onExit().join().exitValue()).isZero();
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

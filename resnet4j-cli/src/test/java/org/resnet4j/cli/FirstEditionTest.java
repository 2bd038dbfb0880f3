package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run's folder that commit 0bb51e4 left, by
 *
 * <pre>
 * ./resnet4j train --data mnist-sample --model lenet5 --epochs 6 --engine vector --seed 5 --threads 1
 * </pre>
 *
 * interrupted in its third epoch after iteration 48 of 120; {@code unbroken.json} is the result of
 * the same command without the interruption. It is read, goes on and is evaluated today.
 */
final class FirstEditionTest {
  private static final Path FOLDER = Path.of("src/test/resources/first-edition");
  @TempDir Path folder;

  @Test
  void anOldRunGoesOnToTheResultThatItWouldHaveHadAndIsEvaluated() throws Exception {
    var run = copy();
    var unbroken = new ObjectMapper().readTree(FOLDER.resolve("unbroken.json").toFile());
    var result =
        Ran.command(
                "train",
                "--resume",
                run.toString(),
                "--engine",
                "vector",
                "--threads",
                "1",
                "--json")
            .done()
            .json();
    assertThat(result.get("iterations")).isEqualTo(unbroken.get("iterations"));
    assertThat(result.get("seed")).isEqualTo(unbroken.get("seed"));
    assertThat(result.get("parameters")).isEqualTo(unbroken.get("parameters"));
    // sums are rounded otherwise where the processor has other vectors
    assertThat(result.get("testLoss").asDouble())
        .isCloseTo(unbroken.get("testLoss").asDouble(), within(1e-3));
    assertThat(result.get("testCorrect").asInt())
        .isCloseTo(unbroken.get("testCorrect").asInt(), within(2));
    var weights = run.resolve("model.safetensors").toString();
    var evaluated = Ran.command("evaluate", "--weights", weights, "--json").done().json();
    assertThat(evaluated.get("correct")).isEqualTo(result.get("testCorrect"));
    assertThat(iterations(run)).isEqualTo(IntStream.rangeClosed(1, 120).boxed().toList());
  }

  private Path copy() throws IOException {
    var run = folder.resolve("run");
    Files.createDirectories(run);
    for (var file : List.of("last.safetensors", "recipe.json", "log.jsonl", "steps.csv")) {
      Files.copy(FOLDER.resolve(file), run.resolve(file));
    }
    return run;
  }

  private static List<Integer> iterations(Path run) throws IOException {
    return Files.readAllLines(run.resolve("steps.csv")).stream()
        .skip(1)
        .map(line -> Integer.valueOf(line.split(",")[1]))
        .toList();
  }
}

package org.resnet4j.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.fuzz.Mutations;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.Safetensors;

/** Damaged checkpoints of runs are read or refused, even where the damage has a right checksum. */
class RunMutationsTest {
  private static final int USUAL = 150;
  private static final String CHECKSUM = "resnet4j.sha256";

  @TempDir Path folder;

  @Test
  void aDamagedCheckpointIsReadOrRefused() throws IOException {
    var file = written();
    var damaged = Checkpoints.in(folder.resolve("damaged"));
    Files.createDirectory(folder.resolve("damaged"));
    var seen =
        Mutations.of(
                "checkpoint",
                bytes -> {
                  Files.write(damaged.last(), bytes);
                  damaged.latest(event -> {});
                })
            .from(Files.readAllBytes(file))
            .refusedBy(TrainingException.class)
            .run(USUAL);
    assertThat(seen.refused()).isBetween(seen.cases() * 9 / 10, seen.cases());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet4j.recipe",
        "resnet4j.progress",
        "resnet4j.updates",
        "resnet4j.footing",
        "resnet4j.version"
      })
  void damageBehindARightChecksumIsReadOrRefused(String key) {
    var contents = Safetensors.readContents(written());
    var file = folder.resolve("damaged.safetensors");
    Mutations.of(
            key,
            bytes -> {
              var metadata = new TreeMap<>(contents.metadata());
              metadata.remove(CHECKSUM);
              metadata.put(key, new String(bytes, StandardCharsets.UTF_8));
              metadata.put(CHECKSUM, CheckpointFile.checksum(contents.weights(), metadata));
              Safetensors.write(file, contents.weights(), metadata);
              CheckpointFile.read(file);
            })
        .from(contents.metadata().get(key).getBytes(StandardCharsets.UTF_8))
        .withWords("null", "-1", "1e999", "NaN", "{}", "[]", "\"", "true", "0.5", "{\"type\":")
        .refusedBy(TrainingException.class, WeightsException.class)
        .run(USUAL);
  }

  private Path written() {
    var weights = new Weights(Map.of("w", new NdArray(Shape.of(2), new float[] {1, 2})));
    var state = new TrainingState(weights, weights, Optional.of(weights), 3);
    var footing = Optional.of(new Footing(List.of("a", "b"), 7, true));
    var by = Optional.of(new Computation("vector", "8 lanes", "0.1"));
    return Checkpoints.in(folder)
        .write(new Checkpoint(state, TestRecipes.small(), TrainingProgress.start(), footing, by));
  }
}

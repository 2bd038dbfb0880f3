package org.resnet4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final String STAMP = "20260101-120000";
  @TempDir Path runs;

  @Test
  void trainingsOfTheSameSecondGetFoldersOfTheirOwn() {
    Set<Path> made = Collections.synchronizedSet(new HashSet<>());
    IntStream.range(0, 20)
        .parallel()
        .forEach(i -> made.add(RunFolder.fresh(runs, "resnet20", "mnist", STAMP)));
    assertThat(made)
        .hasSize(20)
        .contains(
            runs.resolve("resnet20-mnist-" + STAMP),
            runs.resolve("resnet20-mnist-%s-20".formatted(STAMP)))
        .allSatisfy(folder -> assertThat(Files.isDirectory(folder)).isTrue());
  }

  @Test
  void anyFolderOfImagesMakesAName() {
    for (var data : new String[] {"/", ".", "..", "a/b/", "개", "n".repeat(255)}) {
      assertThat(RunFolder.fresh(runs, "lenet5", data, STAMP)).isDirectory();
    }
  }
}

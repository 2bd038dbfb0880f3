package org.resnet4j.vector.kernel.microkernel.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockGeneratorTest {

  static List<BlockSource> sources() {
    return BlockGenerator.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void committedBlocksAreWhatTheGeneratorWrites(BlockSource source) throws IOException {
    Path file = BlockGenerator.FOLDER.resolve(source.name() + ".java");
    assertThat(Files.readString(file)).isEqualTo(source.text());
  }

  @Test
  void everyBlockIsGenerated() throws IOException {
    try (Stream<Path> files = Files.list(BlockGenerator.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      sources().stream().map(source -> source.name() + ".java"),
                      Stream.of("package-info.java"))
                  .toList());
    }
  }
}

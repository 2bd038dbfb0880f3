package org.resnet4j.vector.kernel.microkernel.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the register blocks of {@code org.resnet4j.vector.kernel.microkernel.block}: what is the
 * same for each of up to 28 sums stands once, here. {@code main} writes over the sources in the
 * module's folder, the working directory; {@link BlockGeneratorTest} holds them to what it writes.
 */
final class BlockGenerator {
  /** Where the sources lie, from the module's folder. */
  static final Path FOLDER = Path.of("src/main/java/org/resnet4j/vector/kernel/microkernel/block");

  private BlockGenerator() {}

  /** All classes of register blocks. */
  static List<BlockSource> sources() {
    return List.of(
        RowBlocks.large(6, 16),
        RowBlocks.large(14, 32),
        RowBlocks.small(8),
        RowBlocks.tall(16),
        GradientBlocks.narrow(),
        GradientBlocks.wide(),
        StemBlocks.forward(),
        StemBlocks.gradient(),
        LinearBlocks.dots(),
        LinearBlocks.outer());
  }

  public static void main(String[] args) throws IOException {
    for (BlockSource source : sources()) {
      Files.writeString(FOLDER.resolve(source.name() + ".java"), source.text());
    }
  }
}

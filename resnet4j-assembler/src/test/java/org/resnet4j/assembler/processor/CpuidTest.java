package org.resnet4j.assembler.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.resnet4j.assembler.processor.ProcessorFeatures.Leaf;

/** What the processor says of itself is what Linux says of it. */
final class CpuidTest {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  @Test
  void theProcessorSaysWhatLinuxSaysOfIt() throws IOException {
    assumeTrue(System.getProperty("os.arch").equals("amd64") && Files.isReadable(LINUX));
    var found = Cpuid.features().orElseThrow();
    var flags = flags();
    assertThat(found.avx2()).isEqualTo(flags.contains("avx2"));
    assertThat(found.avx512()).isEqualTo(flags.contains("avx512bw") && flags.contains("avx512vl"));
    assertThat(found.avx512Vnni()).isEqualTo(flags.contains("avx512_vnni"));
    assertThat(found.avxVnni()).isEqualTo(flags.contains("avx_vnni"));
    assertThat(found.avx512Bf16()).isEqualTo(flags.contains("avx512_bf16"));
  }

  private static Set<String> flags() throws IOException {
    try (var lines = Files.lines(LINUX)) {
      var line = lines.filter(text -> text.startsWith("flags")).findFirst().orElseThrow();
      return Arrays.stream(line.split("\\s+")).collect(Collectors.toSet());
    }
  }

  private static final Leaf ONE = new Leaf(0, 0, 1 << 28 | 1 << 27 | 1 << 12, 0);
  private static final Leaf SEVEN =
      new Leaf(1, 1 << 5 | 1 << 16 | 1 << 17 | 1 << 30 | 1 << 31, 1 << 11, 0);
  private static final Leaf SEVEN_ONE = new Leaf(1 << 4 | 1 << 5, 0, 0, 0);

  @Test
  void registersThatTheSystemDoesNotSaveAreNotUsed() {
    var all = new ProcessorFeatures(true, true, true, true, true);
    assertThat(ProcessorFeatures.of(ONE, SEVEN, SEVEN_ONE, 0xE7)).isEqualTo(all);
    var narrow = new ProcessorFeatures(true, false, false, true, false);
    assertThat(ProcessorFeatures.of(ONE, SEVEN, SEVEN_ONE, 0x07)).isEqualTo(narrow);
    var none = new ProcessorFeatures(false, false, false, false, false);
    assertThat(ProcessorFeatures.of(ONE, SEVEN, SEVEN_ONE, 0x03)).isEqualTo(none);
  }
}

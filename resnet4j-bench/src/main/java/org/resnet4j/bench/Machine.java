package org.resnet4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a row says of the processor, and the middle of what was measured on it. */
final class Machine {
  private Machine() {}

  /** The processor's name and the widest instructions that contenders were allowed. */
  static String processor(InstructionSet allowed) throws IOException {
    var info = Files.readString(Path.of("/proc/cpuinfo"));
    var name =
        info.replaceFirst("(?s).*?model name\\s*:\\s*([^\\n]*)\\n.*", "$1").replace(',', ' ');
    var widest = info.contains("avx512f") ? "avx512" : info.contains("avx2") ? "avx2" : "other";
    return name + " (" + (allowed == InstructionSet.AVX2 ? "avx2" : widest) + ")";
  }

  static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

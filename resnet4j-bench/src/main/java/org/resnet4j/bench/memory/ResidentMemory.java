package org.resnet4j.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What Linux says of this process's memory. */
final class ResidentMemory {
  private ResidentMemory() {}

  /** A line for the table: the most that was ever resident, and what is now. */
  static void print(String who, String model, int batch, String more) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%-14s %-10s batch %-3d peak %4d MB, now %4d MB%s%n",
        who,
        model,
        batch,
        megabytes("VmHWM:"),
        megabytes("VmRSS:"),
        more);
  }

  private static long megabytes(String name) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var line = lines.filter(text -> text.startsWith(name)).findFirst().orElseThrow();
      return Math.round(Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6);
    }
  }
}

package org.resnet4j.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine of a measurement.
 *
 * @param cores processors that the JVM may use
 * @param processor its name, as the system reports it
 * @param system operating system and architecture
 * @param java the JVM
 */
public record Machine(int cores, String processor, String system, String java) {

  /** {@return the machine that this JVM runs on; the processor is {@code unknown} outside Linux} */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(Path.of("/proc/cpuinfo")),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  private static String processorName(Path cpuinfo) {
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}

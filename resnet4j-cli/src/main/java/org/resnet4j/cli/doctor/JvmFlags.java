package org.resnet4j.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The JVM flags of the engines on the class path. They are in argument files beside the engines, in
 * the form that {@code java @FILE} reads: the flags that an engine needs, and those that make it
 * fast.
 */
final class JvmFlags {
  private static final List<String> FILES =
      List.of("META-INF/resnet4j/needed.args", "META-INF/resnet4j/fast.args");

  private JvmFlags() {}

  /** Each flag as the JVM reports it: {@code --add-modules=jdk.incubator.vector}. */
  static List<String> all() {
    var flags = new ArrayList<String>();
    for (var name : FILES) {
      for (var file : named(name)) {
        flags.addAll(flags(text(file)));
      }
    }
    return List.copyOf(flags);
  }

  /** All of them on one line, for a shell: what the shell would expand is quoted. */
  static String line() {
    return all().stream()
        .map(flag -> flag.contains("*") ? "'" + flag + "'" : flag)
        .collect(Collectors.joining(" "));
  }

  /** The flags of an argument file: a line is a flag, with its value after a space or a "=". */
  static List<String> flags(String file) {
    return file.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.replaceFirst("\\s+", "="))
        .toList();
  }

  private static List<URL> named(String file) {
    try {
      return Collections.list(JvmFlags.class.getClassLoader().getResources(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(URL file) {
    try (var stream = file.openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

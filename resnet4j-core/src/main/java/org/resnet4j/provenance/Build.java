package org.resnet4j.provenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which build of resnet4j this is, for files that shall be repeatable. The build writes it into a
 * file of properties inside the library; where the program is started from does not matter.
 *
 * @param version the library's version, {@code 0.1.0}
 * @param commit the commit that the sources were built from, 40 hexadecimal digits, followed by
 *     {@code +} where files differed from it; none where they were not in a git repository
 */
public record Build(String version, Optional<String> commit) {
  private static final String FILE = "build.properties";

  /**
   * {@return the build of this library; version {@code development} where the build did not write
   * it}
   */
  public static Build here() {
    var written = new Properties();
    try (var file = Build.class.getResourceAsStream(FILE)) {
      if (file != null) {
        written.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
    return of(written);
  }

  static Build of(Properties written) {
    var version = value(written, "version").orElse("development");
    boolean changed = value(written, "changed").map(Boolean::parseBoolean).orElse(false);
    return new Build(version, value(written, "commit").map(id -> changed ? id + "+" : id));
  }

  /** What the build knew; it leaves the placeholder of what it did not. */
  private static Optional<String> value(Properties written, String key) {
    return Optional.ofNullable(written.getProperty(key))
        .filter(text -> !text.isBlank() && !text.startsWith("${"));
  }
}

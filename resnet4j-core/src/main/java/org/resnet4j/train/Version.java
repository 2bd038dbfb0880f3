package org.resnet4j.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which resnet4j this is, for files that shall be repeatable. */
public final class Version {
  private Version() {}

  /** The library's version as its jar says it; {@code development} where there is no jar. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** The commit checked out in the working directory, if that is a git repository. */
  public static Optional<String> commit() {
    return commit(Path.of("").toAbsolutePath());
  }

  /** The commit checked out in this folder. */
  public static Optional<String> commit(Path repository) {
    try {
      var git = repository.resolve(".git");
      var head = Files.readString(git.resolve("HEAD")).trim();
      if (!head.startsWith("ref: ")) {
        return Optional.of(head);
      }
      return Optional.of(Files.readString(git.resolve(head.substring(5))).trim());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

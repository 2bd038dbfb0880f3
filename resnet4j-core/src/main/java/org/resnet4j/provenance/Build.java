package org.resnet4j.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The version of resnet4j, for files that must be reproducible. */
public final class Build {
  private Build() {}

  /** The library's version as its jar says it; {@code development} where there is no jar. */
  public static String text() {
    return Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** The commit checked out in the working directory, if that is a git repository. */
  public static Optional<String> commit() {
    return commit(Path.of("").toAbsolutePath());
  }

  /** The commit checked out in this folder. */
  public static Optional<String> commit(Path repository) {
    try {
      var git = gitFolder(repository.resolve(".git"));
      var head = Files.readString(git.resolve("HEAD")).trim();
      if (!head.startsWith("ref: ")) {
        return Optional.of(head);
      }
      var common = git.resolve("commondir");
      var shared =
          Files.exists(common) ? git.resolve(Files.readString(common).trim()).normalize() : git;
      return Optional.of(Files.readString(shared.resolve(head.substring(5))).trim());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Of a second working tree {@code .git} is a file that says where its folder is. */
  private static Path gitFolder(Path git) throws IOException {
    if (!Files.isRegularFile(git)) {
      return git;
    }
    var words = Files.readString(git).trim();
    return git.resolveSibling(words.substring(words.indexOf(' ') + 1)).normalize();
  }
}

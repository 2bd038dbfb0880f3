package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.fetch.Progress;

/**
 * A Debian package that holds the files, fetched with {@code apt-get download} and unpacked, not
 * installed.
 *
 * @param inside the folder of the files within the package
 */
record DebianPackage(String name, String inside) implements Source {
  @Override
  public String describe() {
    return "apt-get download " + name;
  }

  @Override
  public void provide(List<KnownFile> files, Path folder, Progress progress) {
    Path room = folder.resolve("deb");
    try {
      Staging.deleteFolder(room);
      Files.createDirectories(room);
      progress.report(describe(), 0, -1);
      Command.run(
          room,
          List.of(
              "apt-get",
              "-o",
              "Acquire::Retries=0",
              "-o",
              "Acquire::http::Timeout=10",
              "download",
              name));
      Command.run(room, List.of("dpkg-deb", "-x", deb(room).getFileName().toString(), "unpacked"));
      new Folder(room.resolve("unpacked").resolve(inside).toString())
          .provide(files, folder, Progress.SILENT);
    } catch (IOException e) {
      throw new DataException("%s: %s".formatted(describe(), e.getMessage()), e);
    } finally {
      Staging.deleteFolder(room);
    }
  }

  private Path deb(Path room) throws IOException {
    try (Stream<Path> found = Files.list(room)) {
      return found
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new DataException(describe() + " left no package"));
    }
  }
}

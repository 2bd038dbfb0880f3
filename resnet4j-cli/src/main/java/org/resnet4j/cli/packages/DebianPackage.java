package org.resnet4j.cli.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.resnet4j.data.DataException;
import org.resnet4j.data.source.Folder;
import org.resnet4j.data.source.KnownFile;
import org.resnet4j.data.source.Source;
import org.resnet4j.fetch.Progress;

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
      Subprocess.deleteFolder(room);
      Files.createDirectories(room);
      progress.report(describe(), 0, -1);
      Subprocess.run(
          room,
          List.of(
              "apt-get",
              "-o",
              "Acquire::Retries=0",
              "-o",
              "Acquire::http::Timeout=10",
              "download",
              name));
      Subprocess.run(
          room, List.of("dpkg-deb", "-x", deb(room).getFileName().toString(), "unpacked"));
      new Folder(room.resolve("unpacked").resolve(inside).toString())
          .provide(files, folder, Progress.SILENT);
    } catch (IOException e) {
      throw new DataException("%s: %s".formatted(describe(), e.getMessage()), e);
    } finally {
      Subprocess.deleteFolder(room);
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

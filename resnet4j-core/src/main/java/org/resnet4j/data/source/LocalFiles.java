package org.resnet4j.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.internal.files.Reason;

/**
 * Files of a folder under the usual names: plain, gzipped, or MNIST's with a dot instead of the
 * first hyphen of the format ({@code train-images.idx3-ubyte}).
 */
record LocalFiles(Path folder) implements Format.FileReader {
  /** The path of a file, under whichever of its names exists. */
  Optional<Path> find(String name) {
    String dotted = name.replace("-idx", ".idx");
    return List.of(name, name + ".gz", dotted, dotted + ".gz").stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  public byte[] read(String name) {
    Path path =
        find(name)
            .orElseThrow(() -> new DataException("%s has no file %s".formatted(folder, name)));
    try {
      if (Files.size(path) > Gzip.LIMIT) {
        throw new DataException(
            "%s has %d bytes, more than any data set file that can be read"
                .formatted(path, Files.size(path)));
      }
      return Gzip.inflateIfZipped(path.toString(), Files.readAllBytes(path));
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(path, Reason.of(e)), e);
    }
  }

  @Override
  public String where(String name) {
    return find(name).orElse(folder.resolve(name)).toString();
  }
}

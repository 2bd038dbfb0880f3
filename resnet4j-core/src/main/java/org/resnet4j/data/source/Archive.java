package org.resnet4j.data.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.resnet4j.data.DataException;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.Download;
import org.resnet4j.internal.fetch.Hashes;

/**
 * A .tar.gz on the web that contains the files.
 *
 * @param md5 of the archive, as its makers publish it
 * @param inside the folder of the files within the archive, with a slash at its end
 */
record Archive(String address, String md5, String inside) implements Source {
  @Override
  public String describe() {
    return address;
  }

  @Override
  public void provide(List<KnownFile> files, Path folder, Progress progress) {
    Path archive = folder.resolve("archive.tar.gz");
    Download.fetch(URI.create(address), archive, Download.Limits.USUAL, progress);
    try {
      String found = Hashes.md5(archive);
      if (!found.equals(md5)) {
        throw new DataException(
            "%s gave a file with md5 %s instead of %s".formatted(address, found, md5));
      }
      TarReader.extract(
          archive,
          files.stream().collect(Collectors.toMap(f -> inside + f.name(), KnownFile::name)),
          folder);
    } finally {
      Staging.delete(archive);
    }
  }
}

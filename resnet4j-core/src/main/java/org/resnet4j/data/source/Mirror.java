package org.resnet4j.data.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.resnet4j.fetch.Progress;
import org.resnet4j.internal.fetch.Download;

/** A web folder with the files gzipped, under their names and {@code .gz}. */
record Mirror(String address) implements Source {
  @Override
  public String describe() {
    return address;
  }

  @Override
  public void provide(List<KnownFile> files, Path folder, Progress progress) {
    LocalFiles fetched = new LocalFiles(folder);
    for (KnownFile file : files) {
      String zipped = file.name() + ".gz";
      Path archive = folder.resolve(zipped);
      Download.fetch(URI.create(address + zipped), archive, Download.Limits.USUAL, progress);
      try {
        byte[] content = Gzip.inflateIfZipped(address + zipped, fetched.read(file.name()));
        Staging.write(folder.resolve(file.name()), content);
      } finally {
        Staging.delete(archive);
      }
    }
  }
}

package org.resnet4j.data.source;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.internal.fetch.Progress;

/** A folder of this machine that may contain the files, plain or gzipped. */
record Folder(String path) implements Source {
  @Override
  public String describe() {
    return "folder " + path;
  }

  @Override
  public void provide(List<KnownFile> files, Path folder, Progress progress) {
    LocalFiles local = new LocalFiles(Path.of(path));
    for (KnownFile file : files) {
      progress.report(describe(), 0, file.bytes());
      Staging.write(folder.resolve(file.name()), local.read(file.name()));
    }
  }
}

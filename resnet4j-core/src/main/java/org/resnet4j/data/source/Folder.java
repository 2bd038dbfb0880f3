package org.resnet4j.data.source;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.fetch.Progress;

/**
 * A folder of this machine that may contain the files, plain or gzipped.
 *
 * @param path of the folder
 */
public record Folder(String path) implements Source {
  @Override
  public String describe() {
    return "folder " + path;
  }

  @Override
  public boolean local() {
    return true;
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

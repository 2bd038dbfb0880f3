package org.resnet4j.data.source;

import org.resnet4j.data.DataException;
import org.resnet4j.internal.fetch.Hashes;

/** A user's copy of a known data set's files, each checked against the published hash when read. */
record CheckedFiles(KnownDataset known, LocalFiles files) implements Format.FileReader {
  @Override
  public byte[] read(String name) {
    byte[] content = files.read(name);
    for (KnownFile file : known.files()) {
      if (file.name().equals(name)) {
        check(file, content);
      }
    }
    return content;
  }

  private void check(KnownFile file, byte[] content) {
    String found = Hashes.sha256(content);
    if (!file.sha256().map(found::equals).orElse(true)) {
      throw new DataException(
          "%s is not the published file of %s: sha256 %s instead of %s"
              .formatted(where(file.name()), known.name(), found, file.sha256().orElseThrow()));
    }
  }

  @Override
  public String where(String name) {
    return files.where(name);
  }
}

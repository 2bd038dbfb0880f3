package org.resnet4j.data.source;

import java.util.List;

/**
 * A public data set: what it is, its files and where they come from.
 *
 * @param credit who made it, and under which terms
 * @param sources in the order they are asked
 */
record KnownDataset(
    String name,
    String title,
    List<String> classes,
    Format format,
    List<KnownFile> files,
    List<Source> sources,
    String credit) {
  KnownDataset {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    sources = List.copyOf(sources);
  }

  /** All files together. */
  long bytes() {
    return files.stream().mapToLong(KnownFile::bytes).sum();
  }
}

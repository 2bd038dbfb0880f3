package org.resnet4j.data.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * A public data set: its description, its files and their sources.
 *
 * @param sources in the order in which they are tried
 * @param card what is known of it beside its images
 * @param credit its authors and licence
 */
record KnownDataset(
    String name,
    String title,
    List<String> classes,
    Format format,
    List<KnownFile> files,
    List<Source> sources,
    DatasetCard card,
    String credit) {
  KnownDataset {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    sources = List.copyOf(sources);
  }

  /** The same data set, had from further sources where its own do not give it. */
  KnownDataset alsoFrom(List<Source> further) {
    var all = Stream.concat(sources.stream(), further.stream()).toList();
    return new KnownDataset(name, title, classes, format, files, all, card, credit);
  }

  /** All files together. */
  long bytes() {
    return files.stream().mapToLong(KnownFile::bytes).sum();
  }
}

package org.resnet4j.data.source;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.internal.fetch.Progress;

/** Somewhere a data set's files can be had. */
interface Source {
  /** For people: an address, a command, a folder. */
  String describe();

  /**
   * Puts the files into the folder, under their names and not compressed; what lies there already
   * under a name ending in .part may be gone on with.
   *
   * @throws org.resnet4j.data.DataException if this source does not have them
   */
  void provide(List<KnownFile> files, Path folder, Progress progress);
}

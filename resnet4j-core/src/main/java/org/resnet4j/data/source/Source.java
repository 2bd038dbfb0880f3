package org.resnet4j.data.source;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.internal.fetch.Progress;

/** A source of a data set's files. */
interface Source {
  /** A name for messages: an address, a command, a folder. */
  String describe();

  /**
   * Puts the files into the folder, under their names and uncompressed; a file whose name ends in
   * .part may be resumed.
   *
   * @throws org.resnet4j.data.DataException if this source does not have them
   */
  void provide(List<KnownFile> files, Path folder, Progress progress);
}

package org.resnet4j.data.source;

import java.nio.file.Path;
import java.util.List;
import org.resnet4j.fetch.Progress;

/**
 * A source of a known data set's files: a mirror, an archive, a folder. The library has its own;
 * {@link Datasets#alsoFrom} takes more. What a source provides is checked against the published
 * hashes before it is used.
 */
public interface Source {
  /** A name for messages: an address, a command, a folder. */
  String describe();

  /** Whether the files are found without a network; such a source is used offline too. */
  default boolean local() {
    return false;
  }

  /**
   * Puts the files into the folder, under their names and uncompressed; a file whose name ends in
   * .part may be resumed.
   *
   * @throws org.resnet4j.data.DataException if this source does not have them
   */
  void provide(List<KnownFile> files, Path folder, Progress progress);
}

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
  /** {@return a name for messages: an address, a command, a folder} */
  String describe();

  /** {@return whether the files are found without a network; such a source is used offline too} */
  default boolean local() {
    return false;
  }

  /**
   * Puts the files into the folder, under their names and uncompressed; a file whose name ends in
   * {@code .part} may be resumed.
   *
   * @param files all files of the data set
   * @param folder where they go, which exists
   * @param progress told how far each file is
   * @throws org.resnet4j.data.DataException if this source does not have them
   * @throws org.resnet4j.fetch.FetchException if it cannot be reached
   */
  void provide(List<KnownFile> files, Path folder, Progress progress);
}

package org.resnet4j.data.source;

import java.nio.file.Path;

/**
 * The state of a file of a data set.
 *
 * @param path of the file in the cache
 * @param state what was found there
 * @param detail its hash, or what is wrong, for messages
 */
public record FileStatus(Path path, State state, String detail) {
  /** What was found at the place of a file. */
  public enum State {
    /** The file has the published hash, or the one recorded beside it. */
    GOOD,
    /** There is no such file. */
    MISSING,
    /** The file has another length or hash, or cannot be read. */
    DAMAGED,
    /** The file has the right length, and there is no hash to check it against. */
    UNKNOWN
  }
}

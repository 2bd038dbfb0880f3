package org.resnet4j.data.source;

import java.nio.file.Path;

/**
 * How a file of a data set is.
 *
 * @param detail for people: its hash, or what is wrong
 */
public record FileStatus(Path path, State state, String detail) {
  /** Good, not there, not what it should be, or there with no hash to hold it against. */
  public enum State {
    GOOD,
    MISSING,
    DAMAGED,
    UNKNOWN
  }
}

package org.resnet4j.data.source;

import java.nio.file.Path;

/**
 * The state of a file of a data set.
 *
 * @param detail its hash, or what is wrong, for messages
 */
public record FileStatus(Path path, State state, String detail) {
  /** Good, missing, wrong, or present without a published hash to check it against. */
  public enum State {
    GOOD,
    MISSING,
    DAMAGED,
    UNKNOWN
  }
}

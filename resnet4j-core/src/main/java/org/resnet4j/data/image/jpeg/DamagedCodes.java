package org.resnet4j.data.image.jpeg;

/** Codes that no encoder writes; the message says which, to go on after "is damaged:". */
final class DamagedCodes extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedCodes(String what) {
    super(what, null, false, false);
  }

  /** Refuses a segment of which something does not hold. */
  static void require(boolean holds) {
    if (!holds) {
      throw new DamagedCodes("a segment does not hold what it claims");
    }
  }
}

package org.resnet4j.data.image.jpeg;

/** Codes that no encoder writes; the message says which, to go on after "is damaged:". */
final class DamagedCodes extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedCodes(String what) {
    super(what, null, false, false);
  }
}

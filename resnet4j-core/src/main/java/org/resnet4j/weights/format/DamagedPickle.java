package org.resnet4j.weights.format;

/**
 * A pickle that is damaged, too large or asks for something to be executed; reported as a
 * WeightsException.
 */
final class DamagedPickle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedPickle(String what) {
    super(what);
  }
}

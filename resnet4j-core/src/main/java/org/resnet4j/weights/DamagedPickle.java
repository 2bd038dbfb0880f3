package org.resnet4j.weights;

/** A pickle that is broken, too large or wants something run; told on as a WeightsException. */
final class DamagedPickle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedPickle(String what) {
    super(what);
  }
}

package org.resnet4j.vector.ops;

/** Where an activation, a gradient or packed weights lie: an array and the first index in it. */
public record Slot(float[] array, int offset) {
  /** A place of its own. */
  public static Slot ofLength(int floats) {
    return new Slot(new float[floats], 0);
  }
}

package org.resnet4j.vector.kernel;

/** Where packed weights lie: in memory of their own, or in the scratch that all passes share. */
record Packed(float[] own, Scratch scratch) {
  static Packed of(int size, boolean keep, Scratch scratch) {
    if (!keep) {
      scratch.require(Scratch.Shared.WEIGHTS, size);
    }
    return new Packed(keep ? new float[size] : new float[0], scratch);
  }

  float[] data() {
    return own.length > 0 ? own : scratch.of(Scratch.Shared.WEIGHTS);
  }
}

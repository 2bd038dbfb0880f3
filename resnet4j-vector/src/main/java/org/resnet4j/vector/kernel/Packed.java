package org.resnet4j.vector.kernel;

/** Where packed weights lie: in memory of their own, or in the scratch that all passes share. */
record Packed(Span own, Scratch scratch) {
  static Packed of(Span own, int size, Scratch scratch) {
    if (!own.present()) {
      scratch.require(Scratch.Shared.WEIGHTS, size);
    } else if (own.data().length - own.offset() < size) {
      throw new IllegalArgumentException(
          "packed weights: %d floats do not hold %d"
              .formatted(own.data().length - own.offset(), size));
    }
    return new Packed(own, scratch);
  }

  float[] data() {
    return own.present() ? own.data() : scratch.of(Scratch.Shared.WEIGHTS);
  }

  int offset() {
    return own.present() ? own.offset() : Scratch.START;
  }
}

package org.resnet4j.vector.kernel.memory;

/**
 * The place of packed weights: memory of their own, or the scratch memory that all passes share.
 */
public record PackedSpan(Span own, Scratch scratch) {
  public static PackedSpan of(Span own, int size, Scratch scratch) {
    if (!own.present()) {
      scratch.require(Scratch.Shared.WEIGHTS, size);
    } else if (own.data().length - own.offset() < size) {
      throw new IllegalArgumentException(
          "packed weights: %d floats do not hold %d"
              .formatted(own.data().length - own.offset(), size));
    }
    return new PackedSpan(own, scratch);
  }

  public float[] data() {
    return own.present() ? own.data() : scratch.of(Scratch.Shared.WEIGHTS);
  }

  public int offset() {
    return own.present() ? own.offset() : Scratch.START;
  }
}

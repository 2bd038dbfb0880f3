package org.resnet4j.vector.kernel.memory;

/** Memory from an offset on: what a kernel reads or writes. */
public record Span(float[] data, int offset) {
  /** No memory: an operand that an operation goes without. */
  public static final Span NONE = new Span(new float[0], 0);

  public Span(float[] data) {
    this(data, 0);
  }

  public boolean present() {
    return data.length > 0;
  }
}

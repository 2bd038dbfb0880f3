package org.resnet4j.assembler.x86;

/** One of the 32 vector registers, in a width: xmm (16 bytes), ymm (32) or zmm (64). */
public record VectorRegister(Width width, int number) implements VectorOperand {
  /** How much of the register an instruction works on. */
  public enum Width {
    XMM,
    YMM,
    ZMM;

    /** Its bytes: 16, 32 or 64. */
    public int bytes() {
      return 16 << ordinal();
    }

    /** How many floats or ints it holds. */
    public int lanes() {
      return bytes() / 4;
    }

    /** The register of this width with this number, 0 to 31. */
    public VectorRegister register(int number) {
      return new VectorRegister(this, number);
    }
  }

  public VectorRegister {
    if (number < 0 || number > 31) {
      throw new IllegalArgumentException(
          "a vector register is numbered 0 to 31, not %d".formatted(number));
    }
  }

  public static VectorRegister xmm(int number) {
    return Width.XMM.register(number);
  }

  public static VectorRegister ymm(int number) {
    return Width.YMM.register(number);
  }

  public static VectorRegister zmm(int number) {
    return Width.ZMM.register(number);
  }

  /** The register with the same number in another width. */
  public VectorRegister as(Width other) {
    return other.register(number);
  }
}

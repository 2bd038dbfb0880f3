package org.resnet4j.assembler.x86;

import java.util.Optional;

/** A place in memory: base + index · scale + displacement, in bytes. */
public record Address(
    GeneralRegister base, Optional<GeneralRegister> index, int scale, int displacement)
    implements VectorOperand {
  public Address {
    if (scale != 1 && scale != 2 && scale != 4 && scale != 8) {
      throw new IllegalArgumentException("an index counts 1, 2, 4 or 8 times, not " + scale);
    }
    if (index.isPresent() && index.get() == GeneralRegister.RSP) {
      throw new IllegalArgumentException("rsp cannot be an index");
    }
  }

  public static Address at(GeneralRegister base, int displacement) {
    return new Address(base, Optional.empty(), 1, displacement);
  }

  public static Address at(
      GeneralRegister base, GeneralRegister index, int scale, int displacement) {
    return new Address(base, Optional.of(index), scale, displacement);
  }

  /** The place so many bytes further on. */
  public Address plus(int bytes) {
    return new Address(base, index, scale, Math.addExact(displacement, bytes));
  }
}

package org.resnet4j.assembler.x86;

/** The bytes after the opcode that name a register and a second one or a place in memory. */
final class ModRm {
  private ModRm() {}

  static void registers(CodeBuffer code, int register, int other) {
    code.put(0xC0 | (register & 7) << 3 | other & 7);
  }

  /**
   * A place in memory. A displacement that is a small multiple of {@code unit} takes one byte: EVEX
   * counts it in what the instruction reads, other encodings in single bytes.
   */
  static void memory(CodeBuffer code, int register, Address place, int unit) {
    int base = place.base().ordinal() & 7;
    int mode = mode(place, unit);
    boolean sib = place.index().isPresent() || base == GeneralRegister.RSP.ordinal();
    code.put(mode << 6 | (register & 7) << 3 | (sib ? 4 : base));
    if (sib) {
      int index = place.index().map(used -> used.ordinal() & 7).orElse(4);
      code.put(Integer.numberOfTrailingZeros(place.scale()) << 6 | index << 3 | base);
    }
    if (mode == 1) {
      code.put(place.displacement() / unit);
    } else if (mode == 2) {
      code.putInt(place.displacement());
    }
  }

  private static int mode(Address place, int unit) {
    int displacement = place.displacement();
    if (displacement == 0 && (place.base().ordinal() & 7) != GeneralRegister.RBP.ordinal()) {
      return 0;
    }
    int counted = displacement / unit;
    return displacement % unit == 0 && counted == (byte) counted ? 1 : 2;
  }
}

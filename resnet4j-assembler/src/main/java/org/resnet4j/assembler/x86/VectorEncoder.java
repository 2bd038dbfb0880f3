package org.resnet4j.assembler.x86;

import org.resnet4j.assembler.x86.VectorInstruction.Encodings;
import org.resnet4j.assembler.x86.VectorInstruction.Prefix;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/** Writes instructions on vectors with the prefixes VEX and EVEX. */
final class VectorEncoder {
  private final CodeBuffer code;
  private final VectorExtension extension;

  VectorEncoder(CodeBuffer code, VectorExtension extension) {
    this.code = code;
    this.extension = extension;
  }

  /**
   * One instruction.
   *
   * @param register the operand in the field reg
   * @param second the operand in the prefix, 0 if there is none
   * @param other the operand in the field r/m
   */
  record Line(
      VectorInstruction instruction,
      Width width,
      int register,
      int second,
      VectorOperand other,
      MaskRegister mask,
      boolean zeroing) {
    boolean needsEvex() {
      boolean high = other instanceof VectorRegister vector && vector.number() > 15;
      return width == Width.ZMM
          || register > 15
          || second > 15
          || high
          || mask != MaskRegister.K0
          || zeroing;
    }
  }

  void write(Line line) {
    boolean evex = evex(line);
    if (evex) {
      writeEvex(line);
    } else {
      writeVex(line);
    }
    code.put(line.instruction.opcode);
    int unit = evex ? line.instruction.tuple.bytes(line.width) : 1;
    switch (line.other) {
      case VectorRegister vector -> ModRm.registers(code, line.register, vector.number());
      case GeneralRegister general -> ModRm.registers(code, line.register, general.ordinal());
      case Address place -> ModRm.memory(code, line.register, place, unit);
    }
  }

  private boolean evex(Line line) {
    var encodings = line.instruction.encodings;
    boolean evex =
        line.needsEvex()
            || encodings == Encodings.EVEX
            || encodings == Encodings.EVEX_FIRST && extension == VectorExtension.AVX512;
    if (evex && (encodings == Encodings.VEX || extension == VectorExtension.AVX2)) {
      throw new IllegalArgumentException(
          "%s on these operands (%s, register %d) takes AVX-512, this code is made for %s"
              .formatted(line.instruction.mnemonic(), line.width, line.register, extension));
    }
    return evex;
  }

  /** VEX: two bytes if it says nothing that takes three. */
  private void writeVex(Line line) {
    var instruction = line.instruction;
    int inverted = (~line.second & 15) << 3;
    int low = inverted | line.width.ordinal() << 2 | prefix(instruction.prefix);
    int notR = bit(~line.register, 3) << 7;
    int x = index(line.other) >> 3 & 1;
    int b = base(line.other) >> 3 & 1;
    if (x == 0
        && b == 0
        && instruction.map == VectorInstruction.OpcodeMap.M0F
        && instruction.w == 0) {
      code.put(0xC5, notR | low);
    } else {
      code.put(
          0xC4,
          notR | (x ^ 1) << 6 | (b ^ 1) << 5 | instruction.map.ordinal() + 1,
          instruction.w << 7 | low);
    }
  }

  private void writeEvex(Line line) {
    var instruction = line.instruction;
    // in r/m the fifth bit of a register is where a place has the fourth of its index
    int x =
        line.other instanceof VectorRegister vector ? vector.number() >> 4 : index(line.other) >> 3;
    int b = base(line.other) >> 3 & 1;
    code.put(
        0x62,
        bit(~line.register, 3) << 7
            | (x ^ 1) << 6
            | (b ^ 1) << 5
            | bit(~line.register, 4) << 4
            | instruction.map.ordinal() + 1,
        instruction.w << 7 | (~line.second & 15) << 3 | 4 | prefix(instruction.prefix),
        (line.zeroing ? 0x80 : 0)
            | line.width.ordinal() << 5
            | bit(~line.second, 4) << 3
            | line.mask.ordinal());
  }

  private static int bit(int value, int at) {
    return value >> at & 1;
  }

  private static int base(VectorOperand operand) {
    return switch (operand) {
      case VectorRegister vector -> vector.number();
      case GeneralRegister general -> general.ordinal();
      case Address place -> place.base().ordinal();
    };
  }

  private static int index(VectorOperand operand) {
    return operand instanceof Address place ? place.index().map(Enum::ordinal).orElse(0) : 0;
  }

  private static int prefix(Prefix prefix) {
    return prefix.ordinal();
  }
}

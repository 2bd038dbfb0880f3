package org.resnet4j.assembler.x86;

import org.resnet4j.assembler.x86.VectorEncoder.Line;
import org.resnet4j.assembler.x86.VectorInstruction.Form;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes machine code for x86-64, instruction by instruction. Operands stand as in Intel's manuals:
 * what is written comes first. Not thread-safe.
 */
public final class Assembler {
  private final CodeBuffer code = new CodeBuffer();
  private final VectorEncoder vectors;
  private final GeneralInstructions general = new GeneralInstructions(code);

  public Assembler(VectorExtension extension) {
    this.vectors = new VectorEncoder(code, extension);
  }

  /** Instructions on general-purpose registers, jumps, and what prefetches. */
  public GeneralInstructions general() {
    return general;
  }

  /** A load, conversion or broadcast: what is written, what is read. */
  public void emit(VectorInstruction instruction, VectorRegister to, VectorOperand from) {
    emit(instruction, to, from, MaskRegister.K0);
  }

  /** The same for the lanes of a mask; the others become zero. */
  public void emit(
      VectorInstruction instruction, VectorRegister to, VectorOperand from, MaskRegister mask) {
    demand(instruction, Form.RM);
    var width = instruction == VectorInstruction.VCVTNEPS2BF16 ? wide(from, to) : to.width();
    boolean zeroing = mask != MaskRegister.K0;
    vectors.write(new Line(instruction, width, to.number(), 0, from, mask, zeroing));
  }

  /** An operation on two vectors, the second of which may be in memory. */
  public void emit(
      VectorInstruction instruction, VectorRegister to, VectorRegister a, VectorOperand b) {
    demand(instruction, Form.RVM);
    if (a.width() != to.width()
        || b instanceof VectorRegister other && other.width() != to.width()) {
      throw new IllegalArgumentException(instruction.mnemonic() + " takes vectors of one width");
    }
    vectors.write(
        new Line(instruction, to.width(), to.number(), a.number(), b, MaskRegister.K0, false));
  }

  /** A vector of which the part that the immediate names is replaced. */
  public void emit(
      VectorInstruction instruction,
      VectorRegister to,
      VectorRegister a,
      VectorOperand part,
      int immediate) {
    demand(instruction, Form.RVMI);
    vectors.write(
        new Line(instruction, to.width(), to.number(), a.number(), part, MaskRegister.K0, false));
    code.put(immediate);
  }

  /** A store. */
  public void store(VectorInstruction instruction, VectorOperand to, VectorRegister from) {
    store(instruction, to, from, MaskRegister.K0);
  }

  /** A store of the lanes of a mask; the rest of the memory is not touched. */
  public void store(
      VectorInstruction instruction, VectorOperand to, VectorRegister from, MaskRegister mask) {
    demand(instruction, Form.MR);
    vectors.write(new Line(instruction, from.width(), from.number(), 0, to, mask, false));
  }

  /** A store of a part of a vector, which the immediate names. */
  public void store(
      VectorInstruction instruction, VectorOperand to, VectorRegister from, int immediate) {
    demand(instruction, Form.MRI);
    vectors.write(
        new Line(instruction, from.width(), from.number(), 0, to, MaskRegister.K0, false));
    code.put(immediate);
  }

  /** A mask from the low 32 bits of a register: kmovd, of AVX-512 BW. */
  public void kmovd(MaskRegister to, GeneralRegister from) {
    boolean high = from.ordinal() > 7;
    if (high) {
      code.put(0xC4, 0xC1, 0x7B);
    } else {
      code.put(0xC5, 0xFB);
    }
    code.put(0x92);
    ModRm.registers(code, to.ordinal(), from.ordinal());
  }

  /** A mask from the 64 bits of a register: kmovq, of AVX-512 BW. */
  public void kmovq(MaskRegister to, GeneralRegister from) {
    code.put(0xC4, from.ordinal() > 7 ? 0xC1 : 0xE1, 0xFB, 0x92);
    ModRm.registers(code, to.ordinal(), from.ordinal());
  }

  /** Ends the use of wide registers, so that older code does not wait for them. */
  public void vzeroupper() {
    code.put(0xC5, 0xF8, 0x77);
  }

  /** What has been written, with all jumps resolved. */
  public byte[] code() {
    general.demandLabels();
    return code.toBytes();
  }

  private static Width wide(VectorOperand from, VectorRegister to) {
    return from instanceof VectorRegister register
        ? register.width()
        : Width.values()[to.width().ordinal() + 1];
  }

  private static void demand(VectorInstruction instruction, Form form) {
    if (instruction.form != form) {
      throw new IllegalArgumentException(
          "%s takes operands of the form %s, not %s"
              .formatted(instruction.mnemonic(), instruction.form, form));
    }
  }
}

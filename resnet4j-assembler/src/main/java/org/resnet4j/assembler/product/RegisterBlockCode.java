package org.resnet4j.assembler.product;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorRegister.zmm;

import java.util.List;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorExtension;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Writes a register block: each step loads one or two vectors of the second operand, spreads a
 * factor of each row over a vector, and multiplies and adds. The code goes through so many blocks
 * of rows, one after the other, with the same second operand. Called as {@link BlockCall} says, by
 * the rules of the System V ABI.
 */
final class RegisterBlockCode {
  /** Steps that are written out one after another. */
  private static final int UNROLLED = 4;

  private static final int VECTOR = 64;

  private static final GeneralRegister A = RDI;
  private static final GeneralRegister A_ROW = RSI;
  private static final GeneralRegister B = RDX;
  private static final GeneralRegister SECOND = RCX;
  private static final GeneralRegister C = R8;
  private static final GeneralRegister BLOCKS = R9;
  private static final GeneralRegister C_SECOND = RAX;
  private static final GeneralRegister STEPS = R10;
  private static final GeneralRegister FACTORS = R11;
  private static final GeneralRegister C_ROW = R15;

  /** Each leads to three rows: by itself, with a row's distance, and with two. */
  private static final List<GeneralRegister> ROWS = List.of(RBX, RBP, R12, R13, R14);

  private static final List<GeneralRegister> SAVED = List.of(RBX, RBP, R12, R13, R14, R15);

  private final RegisterBlock block;
  private final Assembler code = new Assembler(VectorExtension.AVX512);
  private final GeneralInstructions general = code.general();

  private RegisterBlockCode(RegisterBlock block) {
    this.block = block;
  }

  static byte[] of(RegisterBlock block) {
    return new RegisterBlockCode(block).write();
  }

  private byte[] write() {
    SAVED.forEach(general::push);
    general.add(A, RSI);
    general.add(B, RCX);
    general.add(C, R9);
    argument(A_ROW, 0);
    argument(SECOND, 1);
    argument(BLOCKS, 3);
    argument(C_ROW, 4);
    argument(C_SECOND, 5);
    var start = new Label();
    general.bind(start);
    beginSums();
    beginRows();
    general.mov(FACTORS, B);
    argument(STEPS, 2);
    loop(UNROLLED);
    loop(1);
    store();
    general.dec(BLOCKS);
    general.jump(Condition.NOT_ZERO, start);
    code.vzeroupper();
    SAVED.reversed().forEach(general::pop);
    general.ret();
    return code.code();
  }

  /** An argument that does not come in a register: behind what is saved and the return address. */
  private void argument(GeneralRegister to, int index) {
    general.mov(to, at(RSP, 8 * (SAVED.size() + 1 + index)));
  }

  private void beginSums() {
    if (!block.adds()) {
      for (int i = 0; i < block.rows() * block.vectors(); i++) {
        code.emit(VectorInstruction.VPXORD, zmm(i), zmm(i), zmm(i));
      }
      return;
    }
    general.mov(FACTORS, C);
    for (int row = 0; row < block.rows(); row++) {
      for (int v = 0; v < block.vectors(); v++) {
        code.emit(VectorInstruction.VMOVUPS, sum(row, v), sumPlace(FACTORS, v));
      }
      general.add(FACTORS, C_ROW);
    }
  }

  private void beginRows() {
    general.mov(ROWS.get(0), A);
    for (int i = 1; i < pointers(); i++) {
      general.lea(ROWS.get(i), at(ROWS.get(i - 1), A_ROW, 2, 0));
      general.add(ROWS.get(i), A_ROW);
    }
    int left = block.rows() - 3 * (pointers() - 1);
    general.mov(A, ROWS.get(pointers() - 1));
    for (int i = 0; i < left; i++) {
      general.add(A, A_ROW);
    }
  }

  private int pointers() {
    return (block.rows() + 2) / 3;
  }

  /** All steps that are left, so many at a time. */
  private void loop(int steps) {
    var start = new Label();
    var end = new Label();
    general.cmp(STEPS, steps);
    general.jump(Condition.LESS, end);
    general.bind(start);
    for (int step = 0; step < steps; step++) {
      step(step);
    }
    for (int i = 0; i < pointers(); i++) {
      general.add(ROWS.get(i), steps * block.step());
    }
    general.add(FACTORS, steps * VECTOR);
    general.sub(STEPS, steps);
    general.cmp(STEPS, steps);
    general.jump(Condition.GREATER_OR_EQUAL, start);
    general.bind(end);
  }

  private void step(int step) {
    code.emit(VectorInstruction.VMOVUPS, zmm(28), at(FACTORS, step * VECTOR));
    if (block.vectors() == 2) {
      code.emit(VectorInstruction.VMOVUPS, zmm(29), at(FACTORS, SECOND, 1, step * VECTOR));
    }
    for (int row = 0; row < block.rows(); row++) {
      var spread = zmm(30 + row % 2);
      code.emit(block.factor().broadcast, spread, factor(row, step * block.step()));
      for (int v = 0; v < block.vectors(); v++) {
        code.emit(block.factor().multiply, sum(row, v), spread, zmm(28 + v));
      }
    }
  }

  private Address factor(int row, int displacement) {
    var pointer = ROWS.get(row / 3);
    return row % 3 == 0 ? at(pointer, displacement) : at(pointer, A_ROW, row % 3, displacement);
  }

  private VectorRegister sum(int row, int vector) {
    return zmm(row * block.vectors() + vector);
  }

  private void store() {
    for (int row = 0; row < block.rows(); row++) {
      for (int v = 0; v < block.vectors(); v++) {
        code.store(VectorInstruction.VMOVUPS_STORE, sumPlace(C, v), sum(row, v));
      }
      general.add(C, C_ROW);
    }
  }

  private static Address sumPlace(GeneralRegister row, int vector) {
    return vector == 0 ? at(row, 0) : at(row, C_SECOND, 1, 0);
  }
}

package org.resnet4j.assembler.product;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;

import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.assembler.memory.ArrayCode;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Writes a register block in fp32: each step loads a vector of weights of two outputs, spreads an
 * input of each row over a vector, and multiplies and adds. The code goes through so many blocks of
 * rows, one after the other, with the same weights; while it does, it brings the weights near that
 * are wanted next, a quarter of them in each of the first four blocks. Called by {@link ArrayCall},
 * by the rules of the System V ABI.
 *
 * <p>What the numbers of a call mean, all distances in bytes:
 *
 * <ul>
 *   <li>aGroup: from a group of inputs to the next; groups, blocks: how many, at least one
 *   <li>second: from the weights of the first output to those of the second; next: from these
 *       weights to those that are wanted next
 *   <li>yBlock: from the results of the first output to those of the second
 *   <li>from: what is added, or the table of taps; fromBlock: from what is added to the first
 *       output to what is added to the second; fromStep: from what is added to a row to what is
 *       added to the next
 *   <li>bias: of both outputs
 * </ul>
 */
final class RowBlockCode extends ArrayCode {
  private static final int LINE = 64;

  /** Blocks of rows that bring all of the next weights near. */
  private static final int QUARTERS = 4;

  private static final GeneralRegister A = RDI;
  private static final GeneralRegister A_GROUP = RSI;
  private static final GeneralRegister B = RDX;
  private static final GeneralRegister SECOND = RCX;
  private static final GeneralRegister Y = R8;
  private static final GeneralRegister BLOCKS = R9;
  private static final GeneralRegister GROUPS = R10;
  private static final GeneralRegister INPUTS = RAX;
  private static final GeneralRegister FIRST = R11;
  private static final GeneralRegister OTHER = RBX;
  private static final GeneralRegister TAP = RBX;
  private static final GeneralRegister NEXT = RBP;
  private static final GeneralRegister Y_BLOCK = R12;
  private static final GeneralRegister FROM = R13;
  private static final GeneralRegister FROM_BLOCK = R14;
  private static final GeneralRegister FROM_STEP = R15;

  private final RowBlock block;
  private final int vector;

  private RowBlockCode(RowBlock block) {
    super(block.wide());
    this.block = block;
    vector = width.bytes();
  }

  static byte[] of(RowBlock block) {
    return new RowBlockCode(block).write();
  }

  private byte[] write() {
    enter();
    argument(A_GROUP, 0);
    argument(SECOND, 1);
    argument(BLOCKS, 3);
    argument(NEXT, 4);
    argument(Y_BLOCK, 5);
    argument(FROM, 6);
    argument(RAX, 7);
    general.add(FROM, RAX);
    argument(FROM_BLOCK, 8);
    argument(FROM_STEP, 9);
    var start = start();
    for (int i = 0; i < 2 * block.rows(); i++) {
      zero(width.register(i));
    }
    general.mov(INPUTS, A);
    general.mov(FIRST, B);
    general.lea(OTHER, at(B, SECOND, 1, 0));
    argument(GROUPS, 2);
    switch (block.inputs()) {
      case GROUPS -> groups();
      case TAPS -> taps();
    }
    if (block.finishes()) {
      finish();
    } else {
      store();
    }
    general.add(A, block.rows() * block.rowBytes());
    general.add(Y, block.rows() * vector);
    general.add(NEXT, LINE);
    repeat(BLOCKS, start);
    return leave();
  }

  /** An input after the other, each where the table says; as many as there are groups. */
  private void taps() {
    general.mov(TAP, FROM);
    var start = start();
    general.movsxd(INPUTS, at(TAP, 0));
    general.lea(INPUTS, at(A, INPUTS, 4, 0));
    step(0, at(FIRST, 0), at(FIRST, vector));
    general.add(FIRST, 2 * vector);
    general.add(TAP, 4);
    repeat(GROUPS, start);
  }

  /** A group of inputs after the other. */
  private void groups() {
    var start = start();
    for (int lane = 0; lane < width.lanes(); lane++) {
      step(lane, at(FIRST, lane * vector), at(OTHER, lane * vector));
      int quarter = width.lanes() * vector / QUARTERS / LINE;
      if (lane < quarter) {
        general.prefetchT0(at(FIRST, NEXT, 1, lane * QUARTERS * LINE));
        general.prefetchT0(at(OTHER, NEXT, 1, lane * QUARTERS * LINE));
      }
    }
    general.add(INPUTS, A_GROUP);
    general.add(FIRST, width.lanes() * vector);
    general.add(OTHER, width.lanes() * vector);
    repeat(GROUPS, start);
  }

  private void step(int lane, Address first, Address other) {
    code.emit(VectorInstruction.VMOVUPS, free(0), first);
    code.emit(VectorInstruction.VMOVUPS, free(1), other);
    for (int row = 0; row < block.rows(); row++) {
      var spread = free(2 + row % 2);
      code.emit(
          VectorInstruction.VBROADCASTSS, spread, at(INPUTS, row * block.rowBytes() + 4 * lane));
      for (int v = 0; v < 2; v++) {
        code.emit(VectorInstruction.VFMADD231PS, sum(row, v), spread, free(v));
      }
    }
  }

  private void store() {
    for (int v = 0; v < 2; v++) {
      for (int row = 0; row < block.rows(); row++) {
        code.store(VectorInstruction.VMOVUPS_STORE, place(row, v), sum(row, v));
      }
    }
  }

  /** y = max(sum + bias + what is added, least), where least is zero or nothing. */
  private void finish() {
    argument(RAX, 10);
    argument(FIRST, 11);
    general.add(RAX, FIRST);
    code.emit(VectorInstruction.VMOVUPS, free(0), at(RAX, 0));
    code.emit(VectorInstruction.VMOVUPS, free(1), at(RAX, vector));
    zero(free(2));
    general.lea(OTHER, at(FROM, FROM_BLOCK, 1, 0));
    for (int row = 0; row < block.rows(); row++) {
      for (int v = 0; v < 2; v++) {
        var sum = sum(row, v);
        code.emit(VectorInstruction.VADDPS, sum, sum, free(v));
        code.emit(VectorInstruction.VADDPS, sum, sum, at(v == 0 ? FROM : OTHER, 0));
        if (block.rectifies()) {
          code.emit(VectorInstruction.VMAXPS, sum, free(2), sum);
        }
        code.store(VectorInstruction.VMOVUPS_STORE, place(row, v), sum);
      }
      general.add(FROM, FROM_STEP);
      general.add(OTHER, FROM_STEP);
    }
  }

  private VectorRegister sum(int row, int v) {
    return width.register(2 * row + v);
  }

  /** One of the registers that hold no sums: four. */
  private VectorRegister free(int i) {
    return width.register(2 * block.rows() + i);
  }

  private Address place(int row, int v) {
    return v == 0 ? at(Y, row * vector) : at(Y, Y_BLOCK, 1, row * vector);
  }
}

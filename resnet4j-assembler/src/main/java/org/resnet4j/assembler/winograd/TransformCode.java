package org.resnet4j.assembler.winograd;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import org.resnet4j.assembler.memory.ArrayCode;
import org.resnet4j.assembler.winograd.TransformBlock.Finish;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes a transform of Winograd's in one dimension: loads the vectors of a transform's values,
 * computes in registers, stores the results, on to the next; line after line. Called by {@code
 * ArrayCall}, by the rules of the System V ABI.
 *
 * <p>What the numbers of a call mean, all distances in bytes:
 *
 * <ul>
 *   <li>a, y: values, results; b: nothing
 *   <li>aGroup: from a line to the next; second: from a transform's values to the next one's; next:
 *       from a value to the next
 *   <li>groups: transforms of a line; blocks: lines; at least one
 *   <li>yBlock: from a result to the next; fromStep: from a transform's results to the next one's;
 *       fromBlock: from a line's results to the next one's
 *   <li>where the results are finished there is one line, and its results are neighbours: from:
 *       what is added; fromBlock: from what is added to a result to what is added to the next;
 *       fromStep: from what is added to a transform's results to the next one's; bias: a vector
 * </ul>
 */
final class TransformCode extends ArrayCode {
  private static final GeneralRegister X = RDI;
  private static final GeneralRegister STEP = RSI;
  private static final GeneralRegister STEP_3 = RDX;
  private static final GeneralRegister STEP_5 = RCX;
  private static final GeneralRegister Y = R8;
  private static final GeneralRegister TO_STEP = R9;
  private static final GeneralRegister TO_STEP_3 = R10;
  private static final GeneralRegister TO_STEP_5 = R11;
  private static final GeneralRegister N = RAX;
  private static final GeneralRegister NEXT = RBX;
  private static final GeneralRegister TO_NEXT = RBP;
  private static final GeneralRegister LINES = R12;
  private static final GeneralRegister X_LINE = R13;
  private static final GeneralRegister Y_LINE = R14;
  private static final GeneralRegister DISTANCE = R15;

  // where results are finished
  private static final GeneralRegister FROM = R12;
  private static final GeneralRegister FROM_STEP = R13;
  private static final GeneralRegister FROM_BLOCK = R14;
  private static final GeneralRegister FROM_BLOCK_3 = R15;

  private static final int ZERO = 10;
  private static final int CONSTANTS = 11;

  /** There is one where there are less than five constants. */
  private static final int BIAS = 15;

  private final TransformBlock block;
  private final float[] constants;

  private TransformCode(TransformBlock block) {
    super(block.wide());
    this.block = block;
    constants =
        switch (block.transform()) {
          case INPUT_4 -> new float[] {4, -4, -5};
          case WEIGHTS_4 -> new float[] {1 / 4f, 1 / 24f, 1 / 6f, 1 / 12f, -1 / 6f};
          case OUTPUT_4 -> new float[] {8, 4};
          case WEIGHTS_2 -> new float[] {1 / 2f};
          case INPUT_2, OUTPUT_2 -> new float[0];
        };
  }

  static byte[] of(TransformBlock block) {
    return new TransformCode(block).write();
  }

  private byte[] write() {
    enter();
    argument(STEP, 4);
    argument(TO_STEP, 5);
    general.lea(STEP_3, at(STEP, STEP, 2, 0));
    general.lea(STEP_5, at(STEP, STEP, 4, 0));
    general.lea(TO_STEP_3, at(TO_STEP, TO_STEP, 2, 0));
    general.lea(TO_STEP_5, at(TO_STEP, TO_STEP, 4, 0));
    argument(NEXT, 1);
    for (int i = 0; i < constants.length; i++) {
      general.mov(RAX, Float.floatToRawIntBits(constants[i]) & 0xFFFF_FFFFL);
      code.emit(VMOVD, constant(i).as(Width.XMM), RAX);
      code.emit(VPBROADCASTD, constant(i), constant(i).as(Width.XMM));
    }
    if (block.finishes()) {
      finished();
    } else {
      lines();
    }
    return leave();
  }

  private void lines() {
    argument(TO_NEXT, 9);
    argument(LINES, 3);
    var line = start();
    general.mov(X_LINE, X);
    general.mov(Y_LINE, Y);
    argument(N, 2);
    var one = start();
    transform();
    general.add(X, NEXT);
    general.add(Y, TO_NEXT);
    repeat(N, one);
    argument(DISTANCE, 0);
    general.lea(X, at(X_LINE, DISTANCE, 1, 0));
    argument(DISTANCE, 8);
    general.lea(Y, at(Y_LINE, DISTANCE, 1, 0));
    repeat(LINES, line);
  }

  private void finished() {
    argument(FROM, 6);
    argument(RAX, 7);
    general.add(FROM, RAX);
    argument(FROM_BLOCK, 8);
    general.lea(FROM_BLOCK_3, at(FROM_BLOCK, FROM_BLOCK, 2, 0));
    argument(FROM_STEP, 9);
    argument(RAX, 10);
    argument(RBP, 11);
    general.add(RAX, RBP);
    code.emit(VMOVUPS, bias(), at(RAX, 0));
    argument(N, 2);
    var one = start();
    transform();
    general.add(X, NEXT);
    general.add(Y, width.bytes());
    general.add(FROM, FROM_STEP);
    repeat(N, one);
  }

  private void transform() {
    for (int i = 0; i < block.transform().inputs(); i++) {
      if (i < block.first() || i >= block.end()) {
        zero(register(i));
      } else {
        code.emit(VMOVUPS, register(i), place(X, i, STEP, STEP_3, STEP_5));
      }
    }
    switch (block.transform()) {
      case INPUT_4 -> input4();
      case WEIGHTS_4 -> weights4();
      case OUTPUT_4 -> output4();
      case INPUT_2 -> input2();
      case WEIGHTS_2 -> weights2();
      case OUTPUT_2 -> output2();
    }
  }

  private void input4() {
    move(6, 4);
    code.emit(VFMADD231PS, register(6), register(2), constant(1)); // even
    move(7, 3);
    code.emit(VFMADD231PS, register(7), register(1), constant(1)); // odd
    add(8, 6, 7);
    result(1, 8);
    sub(8, 6, 7);
    result(2, 8);
    sub(6, 4, 2);
    sub(7, 3, 1);
    add(7, 7, 7);
    add(8, 6, 7);
    result(3, 8);
    sub(8, 6, 7);
    result(4, 8);
    code.emit(VFMADD231PS, register(4), register(2), constant(2));
    code.emit(VFMADD231PS, register(4), register(0), constant(0));
    result(0, 4);
    code.emit(VFMADD231PS, register(5), register(3), constant(2));
    code.emit(VFMADD231PS, register(5), register(1), constant(0));
    result(5, 5);
  }

  private void weights4() {
    result(5, 2);
    code.emit(VMULPS, register(3), register(0), constant(1));
    code.emit(VFMADD231PS, register(3), register(2), constant(2));
    code.emit(VMULPS, register(4), register(1), constant(3));
    add(5, 3, 4);
    result(3, 5);
    sub(5, 3, 4);
    result(4, 5);
    add(3, 0, 2);
    code.emit(VMULPS, register(3), register(3), constant(4));
    code.emit(VMULPS, register(4), register(1), constant(2));
    sub(5, 3, 4);
    result(1, 5);
    add(5, 3, 4);
    result(2, 5);
    code.emit(VMULPS, register(0), register(0), constant(0));
    result(0, 0);
  }

  private void output4() {
    add(6, 1, 2);
    sub(7, 1, 2);
    add(8, 3, 4);
    sub(9, 3, 4);
    add(0, 0, 6);
    add(0, 0, 8);
    result(0, 0);
    add(1, 9, 9);
    add(1, 1, 7);
    result(1, 1);
    code.emit(VFMADD231PS, register(6), register(8), constant(1));
    result(2, 6);
    code.emit(VFMADD231PS, register(7), register(9), constant(0));
    add(7, 7, 5);
    result(3, 7);
  }

  private void input2() {
    sub(4, 0, 2);
    result(0, 4);
    add(4, 1, 2);
    result(1, 4);
    sub(4, 2, 1);
    result(2, 4);
    sub(4, 1, 3);
    result(3, 4);
  }

  private void weights2() {
    result(0, 0);
    code.emit(VMULPS, register(1), register(1), constant(0));
    add(0, 0, 2);
    code.emit(VMULPS, register(0), register(0), constant(0));
    add(3, 0, 1);
    result(1, 3);
    sub(3, 0, 1);
    result(2, 3);
    result(3, 2);
  }

  private void output2() {
    add(4, 1, 2);
    add(4, 4, 0);
    result(0, 4);
    sub(4, 1, 2);
    sub(4, 4, 3);
    result(1, 4);
  }

  /** Stores result i, finished. */
  private void result(int i, int from) {
    if (i >= block.results()) {
      return;
    }
    var value = register(from);
    if (block.finishes()) {
      code.emit(VADDPS, value, value, bias());
      code.emit(VADDPS, value, value, place(FROM, i, FROM_BLOCK, FROM_BLOCK_3, FROM_BLOCK));
      if (block.finish() == Finish.RECTIFY) {
        zero(register(ZERO));
        code.emit(VMAXPS, value, register(ZERO), value);
      }
    }
    code.store(VMOVUPS_STORE, place(Y, i, TO_STEP, TO_STEP_3, TO_STEP_5), value);
  }

  /** So many steps from the start, at most five. */
  private static Address place(
      GeneralRegister start,
      int steps,
      GeneralRegister step,
      GeneralRegister step3,
      GeneralRegister step5) {
    return switch (steps) {
      case 0 -> at(start, 0);
      case 1, 2, 4 -> at(start, step, steps, 0);
      case 3 -> at(start, step3, 1, 0);
      default -> at(start, step5, 1, 0);
    };
  }

  private void move(int to, int from) {
    code.emit(VMOVUPS, register(to), register(from));
  }

  private void add(int to, int a, int b) {
    emit(VADDPS, to, a, b);
  }

  private void sub(int to, int a, int b) {
    emit(VSUBPS, to, a, b);
  }

  private void emit(VectorInstruction instruction, int to, int a, int b) {
    code.emit(instruction, register(to), register(a), register(b));
  }

  private VectorRegister register(int i) {
    return width.register(i);
  }

  private VectorRegister constant(int i) {
    return register(CONSTANTS + i);
  }

  private VectorRegister bias() {
    return register(BIAS);
  }
}

package org.resnet4j.assembler.loops;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import org.resnet4j.assembler.memory.ArrayCode;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes a loop over vectors. Called by {@code ArrayCall}, by the rules of the System V ABI; what
 * the numbers of a call mean is said with each loop, all distances in bytes, {@code groups}, at
 * least one, being how often it runs.
 */
final class LoopCode extends ArrayCode {
  private static final GeneralRegister A = RDI;
  private static final GeneralRegister B = RDX;
  private static final GeneralRegister Y = R8;
  private static final GeneralRegister N = RAX;
  private static final GeneralRegister A_STEP = RSI;
  private static final GeneralRegister Y_STEP = R9;
  private static final GeneralRegister FROM = R10;
  private static final GeneralRegister FROM_STEP = R11;

  private static final int ZERO = 15;

  private LoopCode(boolean wide) {
    super(wide);
  }

  /** Begins: the places of a, b and y, the steps of a and y, and how often. */
  private static LoopCode begun(boolean wide) {
    var loop = new LoopCode(wide);
    loop.enter();
    loop.argument(A_STEP, 0);
    loop.argument(Y_STEP, 5);
    loop.argument(N, 2);
    return loop;
  }

  private byte[] ended(Label start) {
    repeat(N, start);
    return leave();
  }

  /** The place that an argument and the one after it say. */
  private void place(GeneralRegister to, int index) {
    argument(to, index);
    argument(RBX, index + 1);
    general.add(to, RBX);
  }

  private byte[] next(Label start) {
    general.add(A, A_STEP);
    general.add(Y, Y_STEP);
    return ended(start);
  }

  /** y = a; aGroup: from a vector of a to the next; yBlock: of y. */
  static byte[] copy(boolean wide) {
    var loop = begun(wide);
    var start = loop.start();
    loop.load(0, at(A, 0));
    loop.store(0, at(Y, 0));
    return loop.next(start);
  }

  /** y = max(a · b + bias, least), b and bias one vector each; else as {@link #copy}. */
  static byte[] affine(boolean wide, boolean rectify) {
    var loop = begun(wide);
    loop.place(FROM, 10);
    loop.load(1, at(B, 0));
    loop.load(2, at(FROM, 0));
    loop.zero(loop.register(ZERO));
    var start = loop.start();
    loop.load(0, at(A, 0));
    loop.code.emit(VMOVUPS, loop.register(3), loop.register(2));
    loop.code.emit(VFMADD231PS, loop.register(3), loop.register(0), loop.register(1));
    loop.finish(3, rectify);
    return loop.next(start);
  }

  /**
   * y = max(a + bias + from, least), bias one vector; fromStep: from a vector of from to the next;
   * else as {@link #copy}.
   */
  static byte[] add(boolean wide, boolean rectify) {
    var loop = begun(wide);
    loop.place(FROM, 10);
    loop.load(1, at(FROM, 0));
    loop.place(FROM, 6);
    loop.argument(FROM_STEP, 9);
    loop.zero(loop.register(ZERO));
    var start = loop.start();
    loop.code.emit(VADDPS, loop.register(0), loop.register(1), at(A, 0));
    loop.code.emit(VADDPS, loop.register(0), loop.register(0), at(FROM, 0));
    loop.finish(0, rectify);
    loop.general.add(FROM, FROM_STEP);
    return loop.next(start);
  }

  /** y = max(a + b, least), all consecutive. */
  static byte[] sum(boolean wide, boolean rectify) {
    var loop = begun(wide);
    loop.zero(loop.register(ZERO));
    var start = loop.start();
    loop.load(0, at(A, 0));
    loop.code.emit(VADDPS, loop.register(0), loop.register(0), at(B, 0));
    loop.finish(0, rectify);
    loop.general.add(A, loop.width.bytes());
    loop.general.add(B, loop.width.bytes());
    loop.general.add(Y, loop.width.bytes());
    return loop.ended(start);
  }

  /**
   * y = the maximum of a window of a; aGroup: from a window to the next; second: from a row of a
   * window to the next; y is consecutive.
   */
  static byte[] max(boolean wide, int rows, int columns) {
    var loop = begun(wide);
    loop.argument(RBP, 1);
    var start = loop.start();
    loop.general.mov(RBX, A);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        var place = at(RBX, c * loop.width.bytes());
        if (r == 0 && c == 0) {
          loop.load(0, place);
        } else {
          loop.load(1, place);
          loop.max();
        }
      }
      loop.general.add(RBX, RBP);
    }
    loop.store(0, at(Y, 0));
    loop.general.add(A, A_STEP);
    loop.general.add(Y, loop.width.bytes());
    return loop.ended(start);
  }

  /** The maximum of registers 0 and 1, NaN if one is: the instruction's is its second operand. */
  private void max() {
    code.emit(VMAXPS, register(2), register(0), register(1));
    code.emit(VMAXPS, register(0), register(1), register(0));
    code.emit(wide ? VPORD : VPOR, register(0), register(0), register(2));
  }

  /** a = a · (high + low), consecutive; second, next: their bits. */
  static byte[] scale(boolean wide) {
    var loop = begun(wide);
    loop.spread(1, 1);
    loop.spread(2, 4);
    var start = loop.start();
    loop.load(0, at(A, 0));
    loop.code.emit(VMULPS, loop.register(3), loop.register(0), loop.register(2));
    loop.code.emit(VFMADD231PS, loop.register(3), loop.register(0), loop.register(1));
    loop.store(3, at(A, 0));
    loop.general.add(A, loop.width.bytes());
    return loop.ended(start);
  }

  /** Spreads the float that an argument has the bits of. */
  private void spread(int register, int index) {
    argument(RBX, index);
    code.emit(VMOVD, register(register).as(Width.XMM), RBX);
    code.emit(VPBROADCASTD, register(register), register(register).as(Width.XMM));
  }

  /**
   * Single floats: blocks of them, from one to the next aGroup in a and yBlock in y; from one run
   * of them to the next, of which there are groups, second in a and fromBlock in y.
   */
  static byte[] rearrange(boolean wide) {
    var loop = begun(wide);
    var general = loop.general;
    loop.argument(RBP, 1);
    loop.argument(R12, 8);
    var run = loop.start();
    general.mov(R13, A);
    general.mov(R14, Y);
    loop.argument(R15, 3);
    var one = loop.start();
    general.movsxd(RBX, at(R13, 0));
    general.movd(at(R14, 0), RBX);
    general.add(R13, A_STEP);
    general.add(R14, Y_STEP);
    loop.repeat(R15, one);
    general.add(A, RBP);
    general.add(Y, R12);
    return loop.ended(run);
  }

  /**
   * The vectors of sums of products of rows of a with rows of b, all consecutive; aGroup: from a
   * row of a to the next; second, next, fromBlock: from the first row of b to the second, third,
   * fourth.
   */
  static byte[] dots(boolean wide, int rows, int columns) {
    var loop = begun(wide);
    return loop.dots(rows, columns);
  }

  private byte[] dots(int rows, int columns) {
    List<GeneralRegister> as = List.of(A, RBX, RBP, R12);
    List<GeneralRegister> bs = List.of(B, R13, R14, R15);
    for (int row = 1; row < rows; row++) {
      general.lea(as.get(row), at(as.get(row - 1), A_STEP, 1, 0));
    }
    int[] distances = {0, 1, 4, 8};
    for (int column = 1; column < columns; column++) {
      argument(bs.get(column), distances[column]);
      general.add(bs.get(column), B);
    }
    for (int i = 0; i < rows * columns; i++) {
      zero(register(i));
    }
    int first = rows * columns;
    var start = start();
    for (int column = 0; column < columns; column++) {
      load(first + column, at(bs.get(column), 0));
      general.add(bs.get(column), width.bytes());
    }
    for (int row = 0; row < rows; row++) {
      load(first + columns, at(as.get(row), 0));
      general.add(as.get(row), width.bytes());
      for (int column = 0; column < columns; column++) {
        code.emit(
            VFMADD231PS,
            register(row * columns + column),
            register(first + columns),
            register(first + column));
      }
    }
    repeat(N, start);
    for (int i = 0; i < rows * columns; i++) {
      store(i, at(Y, i * width.bytes()));
    }
    return leave();
  }

  /** Stores a result, which is not less than zero where that is asked for. */
  private void finish(int i, boolean rectify) {
    if (rectify) {
      code.emit(VMAXPS, register(i), register(ZERO), register(i));
    }
    store(i, at(Y, 0));
  }

  private void load(int to, Address from) {
    code.emit(VMOVUPS, register(to), from);
  }

  private void store(int from, Address to) {
    code.store(VMOVUPS_STORE, to, register(from));
  }

  private VectorRegister register(int i) {
    return width.register(i);
  }
}

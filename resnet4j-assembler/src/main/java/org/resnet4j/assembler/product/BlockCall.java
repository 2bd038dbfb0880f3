package org.resnet4j.assembler.product;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.resnet4j.assembler.memory.NativeCalls;

/**
 * Calls a register block on arrays as they lie in the heap: they stay in place for the call, which
 * therefore must be short. Nothing is checked.
 *
 * @param code where it lies
 */
record BlockCall(MemorySegment code) {
  private static final MethodHandle CALL =
      NativeCalls.toCode(
          FunctionDescriptor.ofVoid(
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.critical(true));

  /**
   * All distances are in bytes.
   *
   * @param a factors of the rows, and bytes from its start
   * @param b vectors of factors, the same
   * @param c sums, the same
   * @param aRow from a row's factors to the next's
   * @param second from the first vector of a step to the second
   * @param steps products of a sum
   * @param blocks of rows, at least one
   * @param cRow from a row's sums to the next's
   * @param cSecond from the first vector of a row's sums to the second
   */
  void run(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment c,
      long cAt,
      long aRow,
      long second,
      long steps,
      long blocks,
      long cRow,
      long cSecond) {
    try {
      CALL.invokeExact(code, a, aAt, b, bAt, c, cAt, aRow, second, steps, blocks, cRow, cSecond);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a register block cannot be called", e);
    }
  }
}

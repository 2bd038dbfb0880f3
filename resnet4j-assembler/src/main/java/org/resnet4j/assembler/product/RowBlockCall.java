package org.resnet4j.assembler.product;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.resnet4j.assembler.memory.NativeCalls;

/**
 * Calls a register block in fp32 on arrays as they lie in the heap: they stay in place for the
 * call, which therefore must be short. Nothing is checked.
 *
 * @param code where it lies
 */
record RowBlockCall(MemorySegment code) {
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
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG),
          Linker.Option.critical(true));

  /**
   * All distances are in bytes.
   *
   * @param a inputs, and bytes from its start
   * @param b weights, the same
   * @param y results, the same
   * @param aGroup from a group of inputs to the next
   * @param second from the weights of the first output to those of the second
   * @param groups of inputs, at least one
   * @param blocks of rows, at least one
   * @param next from these weights to those that are wanted next
   * @param yBlock from the results of the first output to those of the second
   * @param from what is added, or the table of taps, and bytes from its start
   * @param fromBlock from what is added to the first output to what is added to the second
   * @param fromStep from what is added to a row to what is added to the next
   * @param bias of both outputs, and bytes from its start
   */
  void run(
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment y,
      long yAt,
      long aGroup,
      long second,
      long groups,
      long blocks,
      long next,
      long yBlock,
      MemorySegment from,
      long fromAt,
      long fromBlock,
      long fromStep,
      MemorySegment bias,
      long biasAt) {
    try {
      CALL.invokeExact(
          code, a, aAt, b, bAt, y, yAt, aGroup, second, groups, blocks, next, yBlock, from, fromAt,
          fromBlock, fromStep, bias, biasAt);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a register block cannot be called", e);
    }
  }
}

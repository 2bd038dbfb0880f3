package org.resnet4j.assembler.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Calls code in fp32 on arrays as they lie in the heap: they stay in place for the call, which
 * therefore must be short. Nothing is checked. One shape for all kernels, as each takes the JVM a
 * while to make; a kernel does not look at what it does not take.
 *
 * @param code where it lies
 */
public record ArrayCall(MemorySegment code) {
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
   * The code in pages that live as long as the process.
   *
   * @throws IllegalStateException if the system refuses executable pages
   */
  public static ArrayCall placed(byte[] code) {
    return ExecutableMemory.place(code, Arena.global())
        .map(ArrayCall::new)
        .orElseThrow(() -> new IllegalStateException("no executable pages"));
  }

  /** As below, of inputs and results alone. */
  public void run(
      MemorySegment a,
      long aAt,
      MemorySegment y,
      long yAt,
      long aGroup,
      long second,
      long groups,
      long blocks,
      long next,
      long yBlock,
      long fromBlock,
      long fromStep) {
    var none = MemorySegment.NULL;
    run(
        a, aAt, none, 0, y, yAt, aGroup, second, groups, blocks, next, yBlock, none, 0, fromBlock,
        fromStep, none, 0);
  }

  /**
   * Computes. Distances are in bytes, each array comes with the bytes from its start; what the
   * numbers mean to a kernel is said where it is called.
   *
   * @param a inputs
   * @param b weights
   * @param y results
   * @param from what is added, or a table
   * @param bias what else is added
   */
  public void run(
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
      throw new IllegalStateException("machine code cannot be called", e);
    }
  }
}

package org.resnet4j.assembler.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.resnet4j.assembler.memory.NativeCalls;

/**
 * The code of a kernel in executable pages. Its operands are arrays as they lie in the heap: they
 * stay in place for the call, which therefore must be short. Nothing is checked.
 *
 * @param pages where it lies
 */
record KernelCode(MemorySegment pages) {
  private static final MethodHandle CALL =
      NativeCalls.toCode(
          FunctionDescriptor.ofVoid(
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.critical(true));

  /**
   * @param input the array, and bytes from its start
   * @param residual the same
   * @param output the same
   * @param parameters weights and constants
   * @param groups how often the code runs through its outermost loop, at least once
   * @param next address of what is needed next, of which some is brought nearer meanwhile; any
   *     number does no harm
   */
  void run(
      MemorySegment input,
      long inputAt,
      MemorySegment residual,
      long residualAt,
      MemorySegment output,
      long outputAt,
      MemorySegment parameters,
      long groups,
      long next) {
    try {
      CALL.invokeExact(
          pages, input, inputAt, residual, residualAt, output, outputAt, parameters, groups, next);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a kernel cannot be called", e);
    }
  }
}

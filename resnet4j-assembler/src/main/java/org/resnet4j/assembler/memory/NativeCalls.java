package org.resnet4j.assembler.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Method handles that call native code: the only place that makes them. */
@SuppressWarnings("restricted")
public final class NativeCalls {
  /** Six whole numbers or addresses, and one back: registers that are not asked for do no harm. */
  private static final FunctionDescriptor NUMBERS =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private NativeCalls() {}

  /** Calls code on six numbers: one shape for all, as each takes the JVM a while to make. */
  public static MethodHandle toCode() {
    return toCode(NUMBERS);
  }

  /**
   * Calls code whose address is the handle's first argument.
   *
   * @throws IllegalCallerException if native access is denied
   */
  public static MethodHandle toCode(FunctionDescriptor types, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(types, options);
  }

  /** Calls a function of the C library that takes at most six whole numbers. */
  static MethodHandle toLibrary(String name) {
    var linker = Linker.nativeLinker();
    var found = linker.defaultLookup().find(name);
    return linker.downcallHandle(
        found.orElseThrow(() -> new UnsupportedOperationException("there is no " + name)), NUMBERS);
  }
}

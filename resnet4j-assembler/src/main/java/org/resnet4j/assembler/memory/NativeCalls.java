package org.resnet4j.assembler.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Method handles that call native code: the only place that makes them. */
@SuppressWarnings("restricted")
public final class NativeCalls {
  private NativeCalls() {}

  /**
   * Calls code whose address is the handle's first argument.
   *
   * @throws IllegalCallerException if native access is denied
   */
  public static MethodHandle toCode(FunctionDescriptor types, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(types, options);
  }

  /** Calls a function of the C library. */
  static MethodHandle toLibrary(String name, FunctionDescriptor types) {
    var linker = Linker.nativeLinker();
    var found = linker.defaultLookup().find(name);
    return linker.downcallHandle(
        found.orElseThrow(() -> new UnsupportedOperationException("there is no " + name)), types);
  }
}

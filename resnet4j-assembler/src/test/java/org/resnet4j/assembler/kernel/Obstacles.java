package org.resnet4j.assembler.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** Prints what stands in the way of machine code, in a process of its own. */
final class Obstacles {
  /** prctl's PR_SET_MDWE (Linux 6.3): memory that was written never becomes executable. */
  private static final int SET_NO_WRITTEN_CODE = 65;

  private Obstacles() {}

  /** With an argument, the process first gives up executable pages. */
  public static void main(String[] arguments) throws Throwable {
    if (arguments.length > 0 && giveUpExecutablePages() != 0) {
      System.out.println("this Linux has no such rule");
      return;
    }
    System.out.println(new MachineCodeProvider().obstacle().orElse("none"));
  }

  @SuppressWarnings("restricted")
  private static int giveUpExecutablePages() throws Throwable {
    var linker = Linker.nativeLinker();
    var types =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);
    var prctl = linker.downcallHandle(linker.defaultLookup().find("prctl").orElseThrow(), types);
    return (int) prctl.invokeExact(SET_NO_WRITTEN_CODE, 1L, 0L, 0L, 0L);
  }
}

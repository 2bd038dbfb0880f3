package org.resnet4j.assembler.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Pages that hold machine code: written while they cannot be executed, then executable and never
 * written again. Linux's calls.
 */
public final class ExecutableMemory {
  private static final long READ = 1;
  private static final long WRITE = 2;
  private static final long EXECUTE = 4;
  private static final long PRIVATE_ANONYMOUS = 0x22;
  private static final long PAGE = 4096;
  private static final long FAILED = -1;

  private ExecutableMemory() {}

  /** Linux's calls for pages; made when the first code is placed. */
  private static final class Calls {
    static final MethodHandle MMAP = NativeCalls.toLibrary("mmap");
    static final MethodHandle MPROTECT = NativeCalls.toLibrary("mprotect");
    static final MethodHandle MUNMAP = NativeCalls.toLibrary("munmap");
  }

  /**
   * The code in pages of its own, which the arena frees.
   *
   * @return empty if the system refuses executable pages
   */
  public static Optional<MemorySegment> place(byte[] code, Arena arena) {
    long size = (code.length + PAGE - 1) / PAGE * PAGE;
    long pages = map(size);
    if (pages == FAILED) {
      return Optional.empty();
    }
    var segment = segment(pages, size, arena);
    MemorySegment.copy(code, 0, segment, ValueLayout.JAVA_BYTE, 0, code.length);
    return protect(pages, size) ? Optional.of(segment) : Optional.empty();
  }

  @SuppressWarnings("restricted")
  private static MemorySegment segment(long pages, long size, Arena arena) {
    return MemorySegment.ofAddress(pages).reinterpret(size, arena, freed -> unmap(pages, size));
  }

  private static long map(long size) {
    try {
      return (long) Calls.MMAP.invokeExact(0L, size, READ | WRITE, PRIVATE_ANONYMOUS, FAILED, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap cannot be called", e);
    }
  }

  private static boolean protect(long pages, long size) {
    try {
      return (int) (long) Calls.MPROTECT.invokeExact(pages, size, READ | EXECUTE, 0L, 0L, 0L) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("mprotect cannot be called", e);
    }
  }

  private static void unmap(long pages, long size) {
    try {
      long ignored = (long) Calls.MUNMAP.invokeExact(pages, size, 0L, 0L, 0L, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("munmap cannot be called", e);
    }
  }
}

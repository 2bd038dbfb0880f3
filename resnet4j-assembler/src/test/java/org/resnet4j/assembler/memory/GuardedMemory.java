package org.resnet4j.assembler.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory between two pages that cannot be read: a kernel that reaches too far ends the process
 * instead of going unnoticed.
 */
public final class GuardedMemory implements AutoCloseable {
  private static final long PAGE = 4096;
  private static final long READ_WRITE = 3;
  private static final long PRIVATE_ANONYMOUS = 0x22;
  private static final MethodHandle MMAP = NativeCalls.toLibrary("mmap");
  private static final MethodHandle MPROTECT = NativeCalls.toLibrary("mprotect");
  private static final MethodHandle MUNMAP = NativeCalls.toLibrary("munmap");

  /** Which of the two pages the memory touches. */
  public enum Touches {
    THE_PAGE_BEFORE,
    THE_PAGE_AFTER
  }

  private final long pages;
  private final long readable;
  private final MemorySegment memory;

  /** So many bytes, at least one. */
  public GuardedMemory(long bytes, Touches side) {
    try {
      readable = (bytes + PAGE - 1) / PAGE * PAGE;
      pages = (long) MMAP.invokeExact(0L, readable + 2 * PAGE, 0L, PRIVATE_ANONYMOUS, -1L, 0L);
      if ((int) (long) MPROTECT.invokeExact(pages + PAGE, readable, READ_WRITE, 0L, 0L, 0L) != 0) {
        throw new IllegalStateException("mprotect failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    long from = pages + PAGE + (side == Touches.THE_PAGE_BEFORE ? 0 : readable - bytes);
    memory = segment(from, bytes);
  }

  /** These bytes, copied. */
  public static GuardedMemory of(byte[] bytes, Touches side) {
    var guarded = new GuardedMemory(Math.max(1, bytes.length), side);
    MemorySegment.copy(bytes, 0, guarded.memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return guarded;
  }

  /** These floats, copied. */
  public static GuardedMemory of(float[] floats, Touches side) {
    var guarded = new GuardedMemory(4L * floats.length, side);
    MemorySegment.copy(floats, 0, guarded.memory, ValueLayout.JAVA_FLOAT, 0, floats.length);
    return guarded;
  }

  @SuppressWarnings("restricted")
  private static MemorySegment segment(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes, Arena.global(), null);
  }

  /** The memory. */
  public MemorySegment memory() {
    return memory;
  }

  /** What lies in it. */
  public byte[] bytes() {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void close() {
    try {
      long ignored = (long) MUNMAP.invokeExact(pages, readable + 2 * PAGE, 0L, 0L, 0L, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.resnet4j.assembler.processor;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.assembler.memory.NativeCalls;
import org.resnet4j.assembler.processor.ProcessorFeatures.Leaf;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.VectorExtension;

/** Asks the processor what it has, by a few bytes of machine code. */
public final class Cpuid {
  private static final MethodHandle ASK = NativeCalls.toCode();

  private final MemorySegment cpuid;
  private final MemorySegment xgetbv;
  private final MemorySegment answer;

  private Cpuid(MemorySegment cpuid, MemorySegment xgetbv, MemorySegment answer) {
    this.cpuid = cpuid;
    this.xgetbv = xgetbv;
    this.answer = answer;
  }

  /**
   * What this processor has.
   *
   * @return empty if the system refuses executable pages
   */
  public static Optional<ProcessorFeatures> features() {
    try (var arena = Arena.ofConfined()) {
      var cpuid = ExecutableMemory.place(cpuidCode(), arena);
      var xgetbv = ExecutableMemory.place(xgetbvCode(), arena);
      if (cpuid.isEmpty() || xgetbv.isEmpty()) {
        return Optional.empty();
      }
      var answer = arena.allocate(ValueLayout.JAVA_INT, 4);
      return Optional.of(new Cpuid(cpuid.get(), xgetbv.get(), answer).ask());
    }
  }

  private ProcessorFeatures ask() {
    int highest = leaf(0, 0).eax();
    var one = leaf(1, 0);
    var seven = highest < 7 ? Leaf.NOTHING : leaf(7, 0);
    var sevenOne = seven.eax() < 1 ? Leaf.NOTHING : leaf(7, 1);
    long saved = ProcessorFeatures.savesState(one) ? savedState() : 0;
    return ProcessorFeatures.of(one, seven, sevenOne, saved);
  }

  private Leaf leaf(int number, int part) {
    call(cpuid, number, part);
    return new Leaf(word(0), word(1), word(2), word(3));
  }

  private long savedState() {
    call(xgetbv, 0, 0);
    return word(0) & 0xFFFF_FFFFL;
  }

  private int word(int index) {
    return answer.getAtIndex(ValueLayout.JAVA_INT, index);
  }

  private void call(MemorySegment code, int first, int second) {
    try {
      long ignored =
          (long) ASK.invokeExact(code, (long) first, (long) second, answer.address(), 0L, 0L, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("the processor cannot be asked", e);
    }
  }

  /** {@code (leaf, part, answer) → eax, ebx, ecx, edx}. */
  static byte[] cpuidCode() {
    var assembler = new Assembler(VectorExtension.AVX2);
    var code = assembler.general();
    code.push(RBX); // the caller's
    code.mov(R8, RDX);
    code.mov(RAX, RDI);
    code.mov(RCX, RSI);
    code.cpuid();
    code.movd(at(R8, 0), RAX);
    code.movd(at(R8, 4), RBX);
    code.movd(at(R8, 8), RCX);
    code.movd(at(R8, 12), RDX);
    code.pop(RBX);
    code.ret();
    return assembler.code();
  }

  static byte[] xgetbvCode() {
    var assembler = new Assembler(VectorExtension.AVX2);
    var code = assembler.general();
    code.mov(R8, RDX);
    code.xor(RCX, RCX);
    code.xgetbv();
    code.movd(at(R8, 0), RAX);
    code.ret();
    return assembler.code();
  }
}

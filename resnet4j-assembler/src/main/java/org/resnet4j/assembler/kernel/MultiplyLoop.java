package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.GeneralRegister.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Products of bytes that wait for nothing, neither for memory nor for each other: the most that a
 * processor can do, which kernels are held against. Thread-safe.
 */
public final class MultiplyLoop implements AutoCloseable {
  private static final int PASSES = 5000;

  private final Arena arena = Arena.ofShared();
  private final CodeTarget target;
  private final KernelCode code;

  private MultiplyLoop(CodeTarget target) {
    this.target = target;
    this.code =
        new KernelCode(
            ExecutableMemory.place(written(), arena)
                .orElseThrow(() -> new IllegalStateException("no executable pages")));
  }

  /** The loop for this processor; empty if it has no AVX2, or no code is allowed. */
  public static Optional<MultiplyLoop> open() {
    return ThisMachine.found().target().map(MultiplyLoop::new);
  }

  /** Multiplications and additions of one {@link #run}. */
  public double operations() {
    return 2.0 * PASSES * sums() * target.width().bytes() / target.bytes().words();
  }

  /** About a tenth of a millisecond of work. */
  public void run() {
    var none = MemorySegment.NULL;
    code.run(none, 0, none, 0, none, 0, none, PASSES, 0);
  }

  private int sums() {
    return target.registers() - 4;
  }

  private byte[] written() {
    var assembler = new Assembler(target.extension());
    var general = assembler.general();
    general.mov(R11, Address.at(RSP, 16));
    var start = new Label();
    general.bind(start);
    for (int i = 0; i < sums(); i++) {
      multiply(assembler, target.register(i));
    }
    general.dec(R11);
    general.jump(Condition.NOT_ZERO, start);
    assembler.vzeroupper();
    general.ret();
    return assembler.code();
  }

  private void multiply(Assembler assembler, VectorRegister sum) {
    if (target.bytes() == Product.BYTES) {
      assembler.emit(VectorInstruction.VPDPBUSD, sum, target.spare(0), target.spare(1));
    } else {
      assembler.emit(VectorInstruction.VPMADDWD, target.spare(2), target.spare(0), target.spare(1));
      assembler.emit(VectorInstruction.VPADDD, sum, sum, target.spare(2));
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}

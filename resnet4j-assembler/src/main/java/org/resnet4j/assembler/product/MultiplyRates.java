package org.resnet4j.assembler.product;

import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorRegister.zmm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.resnet4j.assembler.memory.ExecutableMemory;
import org.resnet4j.assembler.product.RegisterBlock.Factor;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorExtension;
import org.resnet4j.assembler.x86.VectorInstruction;

/**
 * How fast the processor multiplies where products wait for nothing, neither for memory nor for
 * each other. Processors with AVX-512 BF16 differ by a factor of four: where one computes twice as
 * many products of bfloat16 as of fp32, another computes half as many.
 */
final class MultiplyRates {
  private static final int PASSES = 10_000;
  private static final int ROUNDS = 16;
  private static final int SUMS = 28;

  private MultiplyRates() {}

  /** Products of bfloat16 in the time of one of fp32; the shortest of some rounds, in turns. */
  static double pairsPerFloat() {
    try (var arena = Arena.ofConfined()) {
      var pairs = loop(Factor.PAIR, arena);
      var floats = loop(Factor.FLOAT, arena);
      long shortestPairs = Long.MAX_VALUE;
      long shortestFloats = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        shortestPairs = Math.min(shortestPairs, nanoseconds(pairs));
        shortestFloats = Math.min(shortestFloats, nanoseconds(floats));
      }
      return 2.0 * shortestFloats / shortestPairs;
    }
  }

  private static long nanoseconds(BlockCall loop) {
    var none = MemorySegment.NULL;
    long start = System.nanoTime();
    loop.run(none, 0, none, 0, none, 0, 0, 0, 0, PASSES, 0, 0);
    return System.nanoTime() - start;
  }

  private static BlockCall loop(Factor factor, Arena arena) {
    var assembler = new Assembler(VectorExtension.AVX512);
    var general = assembler.general();
    general.mov(R11, Address.at(RSP, 8 * 4)); // the argument "blocks"
    for (int i = 0; i < 32; i++) {
      assembler.emit(VectorInstruction.VPXORD, zmm(i), zmm(i), zmm(i));
    }
    var start = new Label();
    general.bind(start);
    for (int i = 0; i < SUMS; i++) {
      assembler.emit(factor.multiply, zmm(i), zmm(30), zmm(31));
    }
    general.dec(R11);
    general.jump(Condition.NOT_ZERO, start);
    assembler.vzeroupper();
    general.ret();
    return ExecutableMemory.place(assembler.code(), arena)
        .map(BlockCall::new)
        .orElseThrow(() -> new IllegalStateException("no executable pages"));
  }
}

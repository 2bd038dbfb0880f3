package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.resnet4j.assembler.kernel.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.MaskRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Writes what becomes of a tile's sums: numbers of 32 bits, rounded, packed to bytes and stored.
 */
final class EpilogueCode {
  /** Which lanes of each vector of channels there are, where the last block is not full. */
  private static final List<MaskRegister> LANES =
      List.of(MaskRegister.K2, MaskRegister.K3, MaskRegister.K4, MaskRegister.K5);

  /** How many sums are converted side by side: as many as there are registers beside the sums. */
  private static final int TOGETHER = 4;

  /** 1.5 · 2²³. */
  static final float ROUNDING = 12_582_912f;

  private final Assembler code;
  private final CodeTarget target;
  private final ParameterBlock block;
  private final Conversion conversion;
  private final ByteStores stores;
  private final boolean masked;

  /** How sums become numbers to be rounded. */
  sealed interface Conversion {
    /** int sums times a scale, limited above if they could leave the range of ints. */
    record Requantise(boolean limited, boolean zero, boolean low) implements Conversion {}

    /** The same, rounded, and added to a residual. */
    record AddResidual(boolean low) implements Conversion {}

    /** Float sums divided by a scale. */
    record Quantise(boolean zero, boolean low) implements Conversion {}

    /** Int sums times a scale, stored as floats. */
    record Scale() implements Conversion {
      @Override
      public boolean low() {
        return false;
      }
    }

    /** Whether there is a least byte above 0. */
    boolean low();
  }

  /** Registers that point to what the epilogue reads and writes, and the offsets of pixels. */
  record Places(
      GeneralRegister parameters,
      GeneralRegister output,
      List<Integer> outputs,
      GeneralRegister residual,
      List<Integer> residuals) {}

  EpilogueCode(
      Assembler code,
      CodeTarget target,
      ParameterBlock block,
      Conversion conversion,
      boolean masked) {
    this.code = code;
    this.target = target;
    this.block = block;
    this.conversion = conversion;
    this.masked = masked;
    this.stores = new ByteStores(code, target, block, conversion.low(), masked);
  }

  /** What is done once, before the first tile. */
  void begin(GeneralRegister parameters) {
    if (masked) {
      var mask = at(parameters, block.constant(Constant.MASK));
      code.general().mov(GeneralRegister.RAX, mask);
      code.kmovd(ByteStores.MASK, GeneralRegister.RAX);
      for (int v = 0; v < block.vectors(); v++) {
        code.general().mov(GeneralRegister.RAX, mask.plus(8 * (v + 1)));
        code.kmovd(LANES.get(v), GeneralRegister.RAX);
      }
    }
  }

  void write(Places places) {
    int sums = places.outputs.size() * block.vectors();
    for (int first = 0; first < sums; first += TOGETHER) {
      convert(first, Math.min(first + TOGETHER, sums), places);
    }
    if (conversion instanceof Conversion.Scale) {
      storeFloats(sums, places);
    } else {
      stores.write(places.parameters, places.output, places.outputs);
    }
  }

  private void storeFloats(int sums, Places places) {
    for (int sum = 0; sum < sums; sum++) {
      int v = sum % block.vectors();
      int offset = places.outputs.get(sum / block.vectors()) + v * target.width().bytes();
      if (masked) {
        code.store(VMOVUPS_STORE, at(places.output, offset), register(sum), LANES.get(v));
      } else {
        code.store(VMOVUPS_STORE, at(places.output, offset), register(sum));
      }
    }
  }

  /** Converts some sums, operation by operation, so that none waits for the one before it. */
  private void convert(int from, int to, Places places) {
    switch (conversion) {
      case Conversion.Scale floats -> scale(from, to, places);
      case Conversion.Requantise requantise -> {
        scale(from, to, places);
        toInt(from, to, requantise.limited, requantise.zero, places);
      }
      case Conversion.Quantise quantise -> {
        each(from, to, sum -> code.emit(VDIVPS, register(sum), register(sum), scale(sum, places)));
        toInt(from, to, true, quantise.zero, places);
      }
      case Conversion.AddResidual add -> {
        scale(from, to, places);
        branch(from, to, places);
        residual(from, to, places);
        each(from, to, sum -> code.emit(VCVTPS2DQ, register(sum), register(sum)));
      }
    }
  }

  private void scale(int from, int to, Places places) {
    each(from, to, sum -> code.emit(VCVTDQ2PS, register(sum), register(sum)));
    each(from, to, sum -> code.emit(VMULPS, register(sum), register(sum), scale(sum, places)));
  }

  private void toInt(int from, int to, boolean limited, boolean zero, Places places) {
    if (limited) {
      with(VMINPS, Constant.UPPER, from, to, places);
    }
    each(from, to, sum -> code.emit(VCVTPS2DQ, register(sum), register(sum)));
    if (zero) {
      with(VPADDD, Constant.ZERO, from, to, places);
    }
  }

  /**
   * The branch as the byte that it would be, times its ratio. A number as large as {@link
   * #ROUNDING} has no fraction: adding it rounds, halves to even; taking it away less the zero
   * point adds that.
   */
  private void branch(int from, int to, Places places) {
    with(VMINPS, Constant.BRANCH_UPPER, from, to, places);
    with(VMAXPS, Constant.BRANCH_LOWER, from, to, places);
    with(VADDPS, Constant.ROUNDING, from, to, places);
    with(VSUBPS, Constant.ROUNDING_LESS_ZERO, from, to, places);
    with(VMULPS, Constant.BRANCH_RATIO, from, to, places);
  }

  private void residual(int from, int to, Places places) {
    each(from, to, sum -> loadResidual(sum, target.spare(sum - from), places));
    each(from, to, sum -> code.emit(VCVTDQ2PS, target.spare(sum - from), target.spare(sum - from)));
    var ratio = places.parameters;
    each(
        from,
        to,
        sum ->
            code.emit(
                VMULPS,
                target.spare(sum - from),
                target.spare(sum - from),
                at(ratio, block.constant(Constant.RESIDUAL_RATIO))));
    each(
        from, to, sum -> code.emit(VADDPS, register(sum), register(sum), target.spare(sum - from)));
    with(VADDPS, Constant.OFFSET, from, to, places);
  }

  private void loadResidual(int sum, VectorRegister bytes, Places places) {
    int v = sum % block.vectors();
    int offset = places.residuals.get(sum / block.vectors()) + v * target.lanes();
    if (masked) {
      code.emit(VPMOVZXBD, bytes, at(places.residual, offset), LANES.get(v));
    } else {
      code.emit(VPMOVZXBD, bytes, at(places.residual, offset));
    }
  }

  private Address scale(int sum, Places places) {
    return at(places.parameters, block.scale(sum % block.vectors()));
  }

  private VectorRegister register(int sum) {
    return target.register(sum);
  }

  private static void each(int from, int to, IntConsumer written) {
    IntStream.range(from, to).forEach(written);
  }

  private void with(
      VectorInstruction operation, Constant constant, int from, int to, Places places) {
    var operand = at(places.parameters, block.constant(constant));
    each(from, to, sum -> code.emit(operation, register(sum), register(sum), operand));
  }
}

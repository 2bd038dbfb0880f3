package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.MaskRegister;
import org.resnet4j.assembler.x86.VectorInstruction;

/**
 * Writes what becomes of a tile's sums: numbers of 32 bits, rounded, packed to bytes and stored.
 */
final class EpilogueCode {
  /** Which lanes of each vector of channels there are, where the last block is not full. */
  private static final List<MaskRegister> LANES =
      List.of(MaskRegister.K2, MaskRegister.K3, MaskRegister.K4, MaskRegister.K5);

  private final Assembler code;
  private final CodeTarget target;
  private final ParameterBlock block;
  private final Conversion conversion;
  private final PackedBytes packing;
  private final ResidualCode residual;
  private final boolean masked;

  /** How sums become what is stored. */
  sealed interface Conversion {
    /**
     * Int sums times a scale, rounded to bytes.
     *
     * @param limited whether they could leave the range of ints
     * @param residual whether another byte is added to what they are then
     * @param zero whether there is a zero point
     * @param low whether there is a least byte above 0
     */
    record Requantise(boolean limited, boolean residual, boolean zero, boolean low)
        implements Conversion {}

    /** Float sums, rounded to bytes. */
    record Quantise(boolean zero, boolean low) implements Conversion {}

    /** Int sums times a scale, stored as floats. */
    record Scale() implements Conversion {}
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
    this.packing = new PackedBytes(code, target, block, masked);
    this.residual = new ResidualCode(code, target, block);
  }

  /** What is done once, before the first tile. */
  void begin(GeneralRegister parameters) {
    if (masked) {
      var mask = at(parameters, block.constant(Constant.MASK));
      code.general().mov(GeneralRegister.RAX, mask);
      code.kmovq(PackedBytes.MASK, GeneralRegister.RAX);
      for (int v = 0; v < block.vectors(); v++) {
        code.general().mov(GeneralRegister.RAX, mask.plus(8 * (v + 1)));
        code.kmovd(LANES.get(v), GeneralRegister.RAX);
      }
    }
  }

  void write(Places places) {
    int sums = places.outputs.size() * block.vectors();
    if (conversion instanceof Conversion.Requantise requantise && requantise.residual) {
      residual.begin(places.parameters);
    }
    for (int first = 0; first < sums; first += ParameterBlock.PACKED) {
      int last = Math.min(first + ParameterBlock.PACKED, sums) - 1;
      switch (conversion) {
        case Conversion.Scale floats -> scale(first, last, places);
        case Conversion.Requantise(boolean limited, boolean adds, boolean zero, boolean low) -> {
          scale(first, last, places);
          round(first, last, limited, places);
          packing.pack(first, last, adds || zero, adds, places.parameters);
          if (adds) {
            addResidual(first, last, places);
          }
          store(first, last, low, places);
        }
        case Conversion.Quantise(boolean zero, boolean low) -> {
          round(first, last, true, places);
          packing.pack(first, last, zero, false, places.parameters);
          store(first, last, low, places);
        }
      }
    }
    if (conversion instanceof Conversion.Scale) {
      storeFloats(sums, places);
    }
  }

  private void storeFloats(int sums, Places places) {
    for (int sum = 0; sum < sums; sum++) {
      int v = sum % block.vectors();
      int offset = places.outputs.get(sum / block.vectors()) + v * target.width().bytes();
      if (masked) {
        code.store(VMOVUPS_STORE, at(places.output, offset), target.register(sum), LANES.get(v));
      } else {
        code.store(VMOVUPS_STORE, at(places.output, offset), target.register(sum));
      }
    }
  }

  /** Operation by operation, so that none waits for the one before it. */
  private void scale(int first, int last, Places places) {
    each(first, last, sum -> convert(VCVTDQ2PS, sum));
    each(
        first,
        last,
        sum -> with(VMULPS, sum, at(places.parameters, block.scale(sum % block.vectors()))));
  }

  private void round(int first, int last, boolean limited, Places places) {
    if (limited) {
      var upper = at(places.parameters, block.constant(Constant.UPPER));
      each(first, last, sum -> with(VMINPS, sum, upper));
    }
    each(first, last, sum -> convert(VCVTPS2DQ, sum));
  }

  private void addResidual(int first, int last, Places places) {
    var bytes = target.spare(1);
    var packed = at(places.parameters, block.constant(Constant.PACKED));
    var pixels = pixels(places.residual, places.residuals, first, last);
    packing.load(bytes, target.spare(3), pixels, packed);
    residual.write(first, bytes, places.parameters);
  }

  private void store(int first, int last, boolean low, Places places) {
    var bytes = target.register(first);
    if (low) {
      code.emit(VPMAXUB, bytes, bytes, at(places.parameters, block.constant(Constant.LOW)));
    }
    var unpacked = at(places.parameters, block.constant(Constant.UNPACKED));
    var pixels = pixels(places.output, places.outputs, first, last);
    packing.store(bytes, target.spare(3), pixels, unpacked);
  }

  /** Those whose sums are in registers first to last. */
  private List<Address> pixels(GeneralRegister base, List<Integer> offsets, int first, int last) {
    int end = last / block.vectors() + 1;
    return offsets.subList(first / block.vectors(), end).stream()
        .map(offset -> at(base, offset))
        .toList();
  }

  private void convert(VectorInstruction conversion, int sum) {
    code.emit(conversion, target.register(sum), target.register(sum));
  }

  private void with(VectorInstruction operation, int sum, Address operand) {
    code.emit(operation, target.register(sum), target.register(sum), operand);
  }

  private static void each(int first, int last, IntConsumer written) {
    IntStream.rangeClosed(first, last).forEach(written);
  }
}

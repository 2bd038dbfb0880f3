package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import org.resnet4j.assembler.kernel.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.MaskRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes the packing of ints to bytes, which saturates them to 0 … 255, and the stores. Four
 * vectors of ints become one of bytes: two pixels of two vectors, or four of one.
 */
final class ByteStores {
  /** Which bytes of a pixel are stored, where the last block of channels is not full. */
  static final MaskRegister MASK = MaskRegister.K1;

  private final Assembler code;
  private final CodeTarget target;
  private final ParameterBlock block;
  private final boolean low;
  private final boolean masked;

  ByteStores(Assembler code, CodeTarget target, ParameterBlock block, boolean low, boolean masked) {
    this.code = code;
    this.target = target;
    this.block = block;
    this.low = low;
    this.masked = masked;
  }

  /** Where the words of a packed vector come from: packing works within each 16 bytes. */
  static int order(int word, int lanes) {
    int parts = lanes / 4;
    return 4 * (word % parts) + word / parts;
  }

  /** Stores pixel after pixel from the first register on. */
  void write(GeneralRegister parameters, GeneralRegister output, List<Integer> pixels) {
    var order = target.spare(0);
    code.emit(VMOVUPS, order, at(parameters, block.constant(Constant.ORDER)));
    int together = 4 / block.vectors();
    for (int m = 0; m < pixels.size(); m += together) {
      var some = pixels.subList(m, Math.min(m + together, pixels.size()));
      int first = m * block.vectors();
      int last = first + some.size() * block.vectors() - 1;
      var packed = pack(first, last);
      if (low) {
        code.emit(VPMAXUB, packed, packed, at(parameters, block.constant(Constant.LOW)));
      }
      code.emit(VPERMD, packed, order, packed);
      store(packed, output, some);
    }
  }

  /** Registers first to last, at most four; where there are fewer the last stands for the rest. */
  private VectorRegister pack(int first, int last) {
    var a = target.register(first);
    var c = target.register(Math.min(first + 2, last));
    code.emit(VPACKSSDW, a, a, target.register(Math.min(first + 1, last)));
    if (last > first + 1) {
      code.emit(VPACKSSDW, c, c, target.register(Math.min(first + 3, last)));
      code.emit(VPACKUSWB, a, a, c);
    } else {
      code.emit(VPACKUSWB, a, a, a);
    }
    return a;
  }

  private void store(VectorRegister packed, GeneralRegister output, List<Integer> pixels) {
    var width = pixelWidth();
    for (int part = 0; part < pixels.size(); part++) {
      var place = at(output, pixels.get(part));
      if (masked) {
        var bytes = part == 0 ? packed : target.spare(1);
        if (part > 0) {
          code.store(extract(width), bytes.as(width), packed, part);
        }
        code.store(VMOVDQU8_STORE, place, bytes.as(width), MASK);
      } else if (part == 0) {
        code.store(VMOVUPS_STORE, place, packed.as(width));
      } else {
        code.store(extract(width), place, packed, part);
      }
    }
  }

  /** As wide as a pixel's bytes. */
  private Width pixelWidth() {
    int bytes = block.vectors() * target.lanes();
    return bytes == Width.YMM.bytes() ? Width.YMM : Width.XMM;
  }

  private VectorInstruction extract(Width part) {
    if (target.width() == Width.YMM) {
      return VEXTRACTI128;
    }
    return part == Width.YMM ? VEXTRACTI64X4 : VEXTRACTI32X4;
  }
}

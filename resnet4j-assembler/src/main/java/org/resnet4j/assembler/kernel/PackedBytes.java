package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Address;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.MaskRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes the packing of ints to bytes, which saturates them to 0 … 255, and loads and stores of
 * packed bytes. Four vectors of ints become one of bytes: a pixel of four vectors, two of two, or
 * four of one. Packing works within each 16 bytes: those of one pixel lie in order, as channels are
 * dealt to vectors, those of several pixels in turns.
 */
final class PackedBytes {
  /** Which bytes of a pixel there are, where the last block of channels is not full. */
  static final MaskRegister MASK = MaskRegister.K1;

  private final Assembler code;
  private final CodeTarget target;
  private final ParameterBlock block;
  private final boolean masked;

  PackedBytes(Assembler code, CodeTarget target, ParameterBlock block, boolean masked) {
    this.code = code;
    this.target = target;
    this.block = block;
    this.masked = masked;
  }

  /** Pixels of a packed vector. */
  int pixels() {
    return ParameterBlock.PACKED / block.vectors();
  }

  /**
   * Packs registers first to last, at most four, into the first; where there are fewer the last
   * stands for the rest.
   *
   * @param zero whether a zero point is added
   * @param signed whether signed bytes are made
   */
  void pack(int first, int last, boolean zero, boolean signed, GeneralRegister parameters) {
    var toBytes = signed ? VPACKSSWB : VPACKUSWB;
    var a = target.register(first);
    var c = target.register(Math.min(first + 2, last));
    var zeros = at(parameters, block.constant(Constant.ZERO));
    code.emit(VPACKSSDW, a, a, target.register(Math.min(first + 1, last)));
    if (zero) {
      code.emit(VPADDSW, a, a, zeros);
    }
    if (last > first + 1) {
      code.emit(VPACKSSDW, c, c, target.register(Math.min(first + 3, last)));
      if (zero) {
        code.emit(VPADDSW, c, c, zeros);
      }
      code.emit(toBytes, a, a, c);
    } else {
      code.emit(toBytes, a, a, a);
    }
  }

  /** Loads the bytes of some pixels in packed order; the second register is used on the way. */
  void load(VectorRegister to, VectorRegister free, List<Address> pixels, Address packed) {
    var width = pixelWidth();
    for (int part = 0; part < pixels.size(); part++) {
      var bytes = (part == 0 ? to : free).as(width);
      if (masked) {
        code.emit(VMOVDQU8, bytes, pixels.get(part), MASK);
      } else if (part == 0) {
        code.emit(VMOVUPS, bytes, pixels.get(part));
      }
      if (part > 0) {
        code.emit(insert(width), to, to, masked ? bytes : pixels.get(part), part);
      }
    }
    if (pixels() > 1) {
      code.emit(VMOVUPS, free, packed);
      code.emit(VPERMD, to, free, to);
    }
  }

  /** Stores packed pixels; the other register is used on the way. */
  void store(VectorRegister packed, VectorRegister free, List<Address> pixels, Address unpacked) {
    if (pixels() > 1) {
      code.emit(VMOVUPS, free, unpacked);
      code.emit(VPERMD, packed, free, packed);
    }
    var width = pixelWidth();
    for (int part = 0; part < pixels.size(); part++) {
      if (masked) {
        var bytes = part == 0 ? packed : free;
        if (part > 0) {
          code.store(extract(width), bytes.as(width), packed, part);
        }
        code.store(VMOVDQU8_STORE, pixels.get(part), bytes.as(width), MASK);
      } else if (part == 0) {
        code.store(VMOVUPS_STORE, pixels.get(part), packed.as(width));
      } else {
        code.store(extract(width), pixels.get(part), packed, part);
      }
    }
  }

  /** As wide as a pixel's bytes. */
  private Width pixelWidth() {
    int bytes = block.vectors() * target.lanes();
    return bytes == Width.ZMM.bytes()
        ? Width.ZMM
        : bytes == Width.YMM.bytes() ? Width.YMM : Width.XMM;
  }

  private VectorInstruction extract(Width part) {
    if (target.width() == Width.YMM) {
      return VEXTRACTI128;
    }
    return part == Width.YMM ? VEXTRACTI64X4 : VEXTRACTI32X4;
  }

  private VectorInstruction insert(Width part) {
    if (target.width() == Width.YMM) {
      return VINSERTI128;
    }
    return part == Width.YMM ? VINSERTI64X4 : VINSERTI32X4;
  }
}

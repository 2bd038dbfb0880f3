package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.Optional;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.MaskRegister;
import org.resnet4j.int8.kernel.MaxPoolShape;

/** Writes the code of a max pooling: for each row, for each pixel, the largest of its window. */
final class MaxPoolCode {
  /** More loads than these a pixel are no straight code any more. */
  private static final int MOST_LOADS = 512;

  private final Assembler code;
  private final CodeTarget target;
  private final MaxPoolShape shape;
  private final int bytes;

  private MaxPoolCode(MaxPoolShape shape, CodeTarget target) {
    this.code = new Assembler(target.extension());
    this.target = target;
    this.shape = shape;
    this.bytes = target.width().bytes();
  }

  /** The code; nothing where the processor lacks masks that are needed, or windows are huge. */
  static Optional<byte[]> of(MaxPoolShape shape, CodeTarget target) {
    int parts = (shape.channels() + target.width().bytes() - 1) / target.width().bytes();
    boolean brief = parts * shape.kernelHeight() * shape.kernelWidth() <= MOST_LOADS;
    boolean masked = shape.channels() % target.width().bytes() != 0;
    return brief && (target.masks() || !masked)
        ? Optional.of(new MaxPoolCode(shape, target).write())
        : Optional.empty();
  }

  private byte[] write() {
    var general = code.general();
    general.mov(R11, at(RSP, 16)); // rows
    general.add(RDI, RSI);
    general.add(R8, R9);
    mask();
    var row = new Label();
    general.bind(row);
    general.mov(RAX, RDI);
    general.mov(RCX, R8);
    general.mov(RSI, shape.outputWidth());
    var pixel = new Label();
    general.bind(pixel);
    for (int from = 0; from < shape.channels(); from += bytes) {
      part(from);
    }
    general.add(RAX, shape.stride() * shape.inputPixel());
    general.add(RCX, shape.outputPixel());
    next(RSI, pixel);
    general.add(RDI, shape.stride() * shape.inputPitch());
    general.add(R8, shape.outputPitch());
    next(R11, row);
    code.vzeroupper();
    general.ret();
    return code.code();
  }

  /** A mask for the channels that do not fill a vector. */
  private void mask() {
    int rest = shape.channels() % bytes;
    if (rest != 0) {
      code.general().mov(RAX, (1L << rest) - 1);
      code.kmovq(MaskRegister.K1, RAX);
    }
  }

  private void part(int from) {
    boolean whole = from + bytes <= shape.channels();
    var largest = target.register(0);
    for (int y = 0; y < shape.kernelHeight(); y++) {
      for (int x = 0; x < shape.kernelWidth(); x++) {
        var place = at(RAX, y * shape.inputPitch() + x * shape.inputPixel() + from);
        boolean first = y == 0 && x == 0;
        var loaded = first ? largest : target.register(1 + (x + y) % 3);
        if (whole) {
          code.emit(VMOVUPS, loaded, place);
        } else {
          code.emit(VMOVDQU8, loaded, place, MaskRegister.K1);
        }
        if (!first) {
          code.emit(VPMAXUB, largest, largest, loaded);
        }
      }
    }
    if (whole) {
      code.store(VMOVUPS_STORE, at(RCX, from), largest);
    } else {
      code.store(VMOVDQU8_STORE, at(RCX, from), largest, MaskRegister.K1);
    }
  }

  private void next(GeneralRegister counter, Label start) {
    code.general().dec(counter);
    code.general().jump(Condition.NOT_ZERO, start);
  }
}

package org.resnet4j.assembler.kernel;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.VectorInstruction.*;

import java.util.List;
import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.parameters.ParameterBlock.Constant;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;

/**
 * Writes the sum of two bytes, each times its factor. Signed bytes become pairs of shorts, 256
 * times as large; one instruction multiplies pairs with factors and adds, another the bytes with
 * what is left of the factors, or the pairs, whose sum is divided by 256 then; packing the sums
 * undoes the unpacking.
 */
final class ResidualCode {
  private final Assembler code;
  private final CodeTarget target;
  private final ParameterBlock block;

  ResidualCode(Assembler code, CodeTarget target, ParameterBlock block) {
    this.code = code;
    this.target = target;
    this.block = block;
  }

  /** Once for a tile: a register of zeros, and one of factors. */
  void begin(GeneralRegister parameters) {
    code.emit(xor(), zeros(), zeros(), zeros());
    code.emit(VMOVUPS, rests(), at(parameters, block.constant(Constant.FACTOR_RESTS)));
  }

  /**
   * Four vectors of sums, in this register and the three after it.
   *
   * @param first holds the packed bytes of the branch, signed
   * @param residual the packed bytes of the residual
   */
  void write(int first, VectorRegister residual, GeneralRegister parameters) {
    var bytes = target.register(first);
    var low = target.register(first + 1);
    var high = target.register(first + 2);
    var last = target.register(first + 3);
    code.emit(xor(), residual, residual, at(parameters, block.constant(Constant.SIGN)));
    code.emit(VPUNPCKLBW, low, bytes, residual);
    code.emit(VPUNPCKHBW, high, bytes, residual);
    code.emit(VPUNPCKLBW, residual, zeros(), low);
    code.emit(VPUNPCKHBW, low, zeros(), low);
    code.emit(VPUNPCKLBW, last, zeros(), high);
    code.emit(VPUNPCKHBW, high, zeros(), high);
    var free = bytes;
    for (var pairs : List.of(residual, low, last, high)) {
      code.emit(VMOVUPS, free, at(parameters, block.constant(Constant.OFFSET)));
      addProducts(free, pairs, parameters);
      code.emit(VPSRAVD, free, free, at(parameters, block.constant(Constant.SHIFT)));
      free = pairs;
    }
    // sums are now in bytes, residual, low, last; packed in that order
    code.emit(VPACKSSDW, bytes, bytes, residual);
    code.emit(VPACKSSDW, low, low, last);
    code.emit(VPACKUSWB, bytes, bytes, low);
  }

  private void addProducts(VectorRegister sums, VectorRegister pairs, GeneralRegister parameters) {
    var factors = at(parameters, block.constant(Constant.FACTORS));
    if (target.bytes() == Product.BYTES) {
      code.emit(VPDPWSSD, sums, pairs, factors);
      code.emit(VPDPBUSD, sums, rests(), pairs);
      return;
    }
    var products = target.spare(3);
    code.emit(VPMADDWD, products, pairs, factors);
    code.emit(VPADDD, sums, sums, products);
    code.emit(VPMADDWD, products, pairs, rests());
    code.emit(VPSRAVD, products, products, at(parameters, block.constant(Constant.BYTE)));
    code.emit(VPADDD, sums, sums, products);
  }

  private VectorInstruction xor() {
    return target.width() == VectorRegister.Width.ZMM ? VPXORD : VPXOR;
  }

  private VectorRegister rests() {
    return target.spare(0);
  }

  private VectorRegister zeros() {
    return target.spare(2);
  }
}

package org.resnet4j.assembler.x86;

import static org.resnet4j.assembler.x86.VectorInstruction.Encodings.*;
import static org.resnet4j.assembler.x86.VectorInstruction.Form.*;
import static org.resnet4j.assembler.x86.VectorInstruction.OpcodeMap.*;
import static org.resnet4j.assembler.x86.VectorInstruction.Prefix.*;
import static org.resnet4j.assembler.x86.VectorInstruction.Tuple.*;

import java.util.Locale;

/**
 * The instructions on vectors that kernels are made of, each as the manual's line has it (Intel 64
 * and IA-32 Architectures Software Developer's Manual, volume 2).
 */
public enum VectorInstruction {
  // name             form  prefix map    W  opcode memory   encodings
  VMOVUPS(RM, NONE, M0F, 0, 0x10, FULL, VEX_OR_EVEX),
  VMOVUPS_STORE(MR, NONE, M0F, 0, 0x11, FULL, VEX_OR_EVEX),
  VMOVDQU(RM, PF3, M0F, 0, 0x6F, FULL, VEX),
  VMOVDQU_STORE(MR, PF3, M0F, 0, 0x7F, FULL, VEX),
  VMOVDQU32(RM, PF3, M0F, 0, 0x6F, FULL, EVEX),
  VMOVDQU32_STORE(MR, PF3, M0F, 0, 0x7F, FULL, EVEX),
  VMOVDQU8(RM, PF2, M0F, 0, 0x6F, FULL, EVEX),
  VMOVDQU8_STORE(MR, PF2, M0F, 0, 0x7F, FULL, EVEX),
  VMOVD(RM, P66, M0F, 0, 0x6E, SCALAR, VEX_OR_EVEX),
  VMOVD_STORE(MR, P66, M0F, 0, 0x7E, SCALAR, VEX_OR_EVEX),
  VPBROADCASTD(RM, P66, M0F38, 0, 0x58, SCALAR, VEX_OR_EVEX),
  VBROADCASTSS(RM, P66, M0F38, 0, 0x18, SCALAR, VEX_OR_EVEX),
  VPMOVZXBD(RM, P66, M0F38, 0, 0x31, QUARTER, VEX_OR_EVEX),
  VPMOVUSDB(MR, PF3, M0F38, 0, 0x11, QUARTER, EVEX),
  VEXTRACTI128(MRI, P66, M0F3A, 0, 0x39, HALF, VEX),
  VEXTRACTI32X4(MRI, P66, M0F3A, 0, 0x39, QUARTER, EVEX),
  VEXTRACTI64X4(MRI, P66, M0F3A, 1, 0x3B, HALF, EVEX),
  VINSERTI128(RVMI, P66, M0F3A, 0, 0x38, HALF, VEX),
  VINSERTI32X4(RVMI, P66, M0F3A, 0, 0x38, QUARTER, EVEX),
  VINSERTI64X4(RVMI, P66, M0F3A, 1, 0x3A, HALF, EVEX),

  VADDPS(RVM, NONE, M0F, 0, 0x58, FULL, VEX_OR_EVEX),
  VMULPS(RVM, NONE, M0F, 0, 0x59, FULL, VEX_OR_EVEX),
  VSUBPS(RVM, NONE, M0F, 0, 0x5C, FULL, VEX_OR_EVEX),
  VMINPS(RVM, NONE, M0F, 0, 0x5D, FULL, VEX_OR_EVEX),
  VDIVPS(RVM, NONE, M0F, 0, 0x5E, FULL, VEX_OR_EVEX),
  VMAXPS(RVM, NONE, M0F, 0, 0x5F, FULL, VEX_OR_EVEX),
  VFMADD231PS(RVM, P66, M0F38, 0, 0xB8, FULL, VEX_OR_EVEX),
  VCVTDQ2PS(RM, NONE, M0F, 0, 0x5B, FULL, VEX_OR_EVEX),
  VCVTPS2DQ(RM, P66, M0F, 0, 0x5B, FULL, VEX_OR_EVEX),

  VPADDD(RVM, P66, M0F, 0, 0xFE, FULL, VEX_OR_EVEX),
  VPADDSW(RVM, P66, M0F, 0, 0xED, FULL, VEX_OR_EVEX),
  VPSUBD(RVM, P66, M0F, 0, 0xFA, FULL, VEX_OR_EVEX),
  VPSRAVD(RVM, P66, M0F38, 0, 0x46, FULL, VEX_OR_EVEX),
  VPMAXSD(RVM, P66, M0F38, 0, 0x3D, FULL, VEX_OR_EVEX),
  VPMINSD(RVM, P66, M0F38, 0, 0x39, FULL, VEX_OR_EVEX),
  VPMAXUB(RVM, P66, M0F, 0, 0xDE, FULL, VEX_OR_EVEX),
  VPAND(RVM, P66, M0F, 0, 0xDB, FULL, VEX),
  VPSHUFB(RVM, P66, M0F38, 0, 0x00, FULL, VEX),
  VPOR(RVM, P66, M0F, 0, 0xEB, FULL, VEX),
  VPORD(RVM, P66, M0F, 0, 0xEB, FULL, EVEX),
  VPXOR(RVM, P66, M0F, 0, 0xEF, FULL, VEX),
  VPXORD(RVM, P66, M0F, 0, 0xEF, FULL, EVEX),
  VPMADDWD(RVM, P66, M0F, 0, 0xF5, FULL, VEX_OR_EVEX),
  VPDPBUSD(RVM, P66, M0F38, 0, 0x50, FULL, EVEX_FIRST),
  VPDPWSSD(RVM, P66, M0F38, 0, 0x52, FULL, EVEX_FIRST),
  VDPBF16PS(RVM, PF3, M0F38, 0, 0x52, FULL, EVEX),
  VCVTNEPS2BF16(RM, PF3, M0F38, 0, 0x72, FULL, EVEX),

  VPACKSSDW(RVM, P66, M0F, 0, 0x6B, FULL, VEX_OR_EVEX),
  VPACKSSWB(RVM, P66, M0F, 0, 0x63, FULL, VEX_OR_EVEX),
  VPACKUSWB(RVM, P66, M0F, 0, 0x67, FULL, VEX_OR_EVEX),
  VPUNPCKLBW(RVM, P66, M0F, 0, 0x60, FULL, VEX_OR_EVEX),
  VPUNPCKHBW(RVM, P66, M0F, 0, 0x68, FULL, VEX_OR_EVEX),
  VPERMD(RVM, P66, M0F38, 0, 0x36, FULL, VEX_OR_EVEX);

  /** Which operands there are: Register to write, the one in the prefix (V), Memory, Immediate. */
  enum Form {
    RM,
    MR,
    RVM,
    RVMI,
    MRI
  }

  enum Prefix {
    NONE,
    P66,
    PF3,
    PF2
  }

  enum OpcodeMap {
    M0F,
    M0F38,
    M0F3A
  }

  /** How much memory is read or written, which is what a short displacement counts in. */
  enum Tuple {
    FULL,
    HALF,
    QUARTER,
    SCALAR;

    int bytes(VectorRegister.Width width) {
      return switch (this) {
        case FULL -> width.bytes();
        case HALF -> width.bytes() / 2;
        case QUARTER -> width.bytes() / 4;
        case SCALAR -> 4;
      };
    }
  }

  /** VEX is shorter; EVEX reaches zmm, registers from 16 on, and masks. */
  enum Encodings {
    VEX,
    EVEX,
    VEX_OR_EVEX,
    /** The form of EVEX is the older one: VEX, as AVX-VNNI has it, only where it is asked for. */
    EVEX_FIRST
  }

  final Form form;
  final Prefix prefix;
  final OpcodeMap map;
  final int w;
  final int opcode;
  final Tuple tuple;
  final Encodings encodings;

  VectorInstruction(
      Form form,
      Prefix prefix,
      OpcodeMap map,
      int w,
      int opcode,
      Tuple tuple,
      Encodings encodings) {
    this.form = form;
    this.prefix = prefix;
    this.map = map;
    this.w = w;
    this.opcode = opcode;
    this.tuple = tuple;
    this.encodings = encodings;
  }

  /** As assemblers spell it. */
  public String mnemonic() {
    return name().replace("_STORE", "").toLowerCase(Locale.ROOT);
  }
}

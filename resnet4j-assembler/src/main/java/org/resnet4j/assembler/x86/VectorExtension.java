package org.resnet4j.assembler.x86;

/** What code may use of the processor's instructions on vectors. */
public enum VectorExtension {
  /** 16 registers of 32 bytes; instructions with the prefix VEX, FMA and AVX-VNNI among them. */
  AVX2,
  /** 32 registers of 64 bytes: AVX-512 F, BW, VL and DQ. */
  AVX512
}

package org.resnet4j.assembler.x86;

/** The mask registers of AVX-512; {@link #K0} as a mask means that every lane takes part. */
public enum MaskRegister {
  K0,
  K1,
  K2,
  K3,
  K4,
  K5,
  K6,
  K7
}

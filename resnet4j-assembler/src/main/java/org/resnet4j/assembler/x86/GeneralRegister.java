package org.resnet4j.assembler.x86;

/** The sixteen general-purpose registers of 64 bits, in the order of their numbers. */
public enum GeneralRegister implements VectorOperand {
  RAX,
  RCX,
  RDX,
  RBX,
  RSP,
  RBP,
  RSI,
  RDI,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15
}

package org.resnet4j.assembler.x86;

/** What the last operand of an instruction on vectors may be: a register or a place in memory. */
public sealed interface VectorOperand permits Address, VectorRegister, GeneralRegister {}

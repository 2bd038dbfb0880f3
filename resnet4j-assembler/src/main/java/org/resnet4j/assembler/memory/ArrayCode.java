package org.resnet4j.assembler.memory;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;

import java.util.List;
import org.resnet4j.assembler.x86.Assembler;
import org.resnet4j.assembler.x86.GeneralInstructions;
import org.resnet4j.assembler.x86.GeneralInstructions.Condition;
import org.resnet4j.assembler.x86.GeneralRegister;
import org.resnet4j.assembler.x86.Label;
import org.resnet4j.assembler.x86.VectorExtension;
import org.resnet4j.assembler.x86.VectorInstruction;
import org.resnet4j.assembler.x86.VectorRegister;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/**
 * Writes code that an {@link ArrayCall} calls, by the rules of the System V ABI: the first six
 * arguments, a, b and y and the bytes from their starts, are in registers, the others on the stack.
 * Not thread-safe.
 */
public abstract class ArrayCode {
  private static final List<GeneralRegister> SAVED = List.of(RBX, RBP, R12, R13, R14, R15);

  /** Whether vectors have 64 bytes; otherwise 32. */
  protected final boolean wide;

  protected final Width width;
  protected final Assembler code;
  protected final GeneralInstructions general;

  protected ArrayCode(boolean wide) {
    this.wide = wide;
    width = wide ? Width.ZMM : Width.YMM;
    code = new Assembler(wide ? VectorExtension.AVX512 : VectorExtension.AVX2);
    general = code.general();
  }

  /**
   * Saves registers, so that all but rsp are free, and puts the places of a, b and y into rdi, rdx
   * and r8.
   */
  protected final void enter() {
    SAVED.forEach(general::push);
    general.add(RDI, RSI);
    general.add(RDX, RCX);
    general.add(R8, R9);
  }

  /** Ends the code. */
  protected final byte[] leave() {
    code.vzeroupper();
    SAVED.reversed().forEach(general::pop);
    general.ret();
    return code.code();
  }

  /** An argument that does not come in a register: behind what is saved and the return address. */
  protected final void argument(GeneralRegister to, int index) {
    general.mov(to, at(RSP, 8 * (SAVED.size() + 1 + index)));
  }

  /** The next instruction is where a loop starts. */
  protected final Label start() {
    var start = new Label();
    general.bind(start);
    return start;
  }

  /** Again from the start, until the counter is zero. */
  protected final void repeat(GeneralRegister counter, Label start) {
    general.dec(counter);
    general.jump(Condition.NOT_ZERO, start);
  }

  protected final void zero(VectorRegister register) {
    var xor = wide ? VectorInstruction.VPXORD : VectorInstruction.VPXOR;
    code.emit(xor, register, register, register);
  }
}

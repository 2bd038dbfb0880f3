package org.resnet4j.assembler.x86;

import java.util.HashSet;
import java.util.Set;

/** Instructions on general-purpose registers of 64 bits, jumps and prefetches. */
public final class GeneralInstructions {
  /** When a jump is taken: the condition's number in the opcode. */
  public enum Condition {
    BELOW(0x2),
    ABOVE_OR_EQUAL(0x3),
    ZERO(0x4),
    NOT_ZERO(0x5),
    LESS(0xC),
    GREATER_OR_EQUAL(0xD),
    GREATER(0xF);

    private final int number;

    Condition(int number) {
      this.number = number;
    }
  }

  private final CodeBuffer code;
  private final Set<Label> labels = new HashSet<>();

  GeneralInstructions(CodeBuffer code) {
    this.code = code;
  }

  public void mov(GeneralRegister to, GeneralRegister from) {
    registers(0x89, from, to);
  }

  /** The number in its shortest form: zero-extended, sign-extended or whole. */
  public void mov(GeneralRegister to, long value) {
    int number = to.ordinal();
    if (value >= 0 && value <= 0xFFFF_FFFFL) {
      if (number > 7) {
        code.put(0x41);
      }
      code.put(0xB8 | number & 7);
      code.putInt((int) value);
    } else if (value == (int) value) {
      rexW(0, number);
      code.put(0xC7);
      ModRm.registers(code, 0, number);
      code.putInt((int) value);
    } else {
      rexW(0, number);
      code.put(0xB8 | number & 7);
      code.putLong(value);
    }
  }

  public void mov(GeneralRegister to, Address from) {
    memory(0x8B, to, from);
  }

  public void mov(Address to, GeneralRegister from) {
    memory(0x89, from, to);
  }

  /** Loads 32 bits with their sign. */
  public void movsxd(GeneralRegister to, Address from) {
    memory(0x63, to, from);
  }

  /** Stores the low 32 bits. */
  public void movd(Address to, GeneralRegister from) {
    plainMemory(from.ordinal(), to, 0x89);
  }

  public void lea(GeneralRegister to, Address place) {
    memory(0x8D, to, place);
  }

  public void add(GeneralRegister to, GeneralRegister other) {
    registers(0x01, other, to);
  }

  public void add(GeneralRegister to, int value) {
    immediate(0, to, value);
  }

  public void sub(GeneralRegister to, GeneralRegister other) {
    registers(0x29, other, to);
  }

  public void sub(GeneralRegister to, int value) {
    immediate(5, to, value);
  }

  public void cmp(GeneralRegister one, GeneralRegister other) {
    registers(0x39, other, one);
  }

  public void cmp(GeneralRegister one, int value) {
    immediate(7, one, value);
  }

  public void xor(GeneralRegister to, GeneralRegister other) {
    registers(0x31, other, to);
  }

  public void dec(GeneralRegister register) {
    rexW(0, register.ordinal());
    code.put(0xFF);
    ModRm.registers(code, 1, register.ordinal());
  }

  public void push(GeneralRegister register) {
    one(0x50, register);
  }

  public void pop(GeneralRegister register) {
    one(0x58, register);
  }

  public void ret() {
    code.put(0xC3);
  }

  /** Asks the processor what it is; eax and ecx say what about. */
  public void cpuid() {
    code.put(0x0F, 0xA2);
  }

  /** Reads what the operating system saves of the processor's state; ecx is 0. */
  public void xgetbv() {
    code.put(0x0F, 0x01, 0xD0);
  }

  /** Brings a line into the first-level cache. */
  public void prefetchT0(Address place) {
    prefetch(1, place);
  }

  /** Brings a line into the second-level cache. */
  public void prefetchT1(Address place) {
    prefetch(2, place);
  }

  /** The next instruction is where this label's jumps lead. */
  public void bind(Label label) {
    int place = code.size();
    label.bind(place).forEach(at -> code.patchInt(at, place - at - 4));
  }

  public void jump(Condition condition, Label label) {
    labels.add(label);
    int back = label.place() - code.size() - 2;
    if (label.bound() && back == (byte) back) {
      code.put(0x70 | condition.number, back);
      return;
    }
    code.put(0x0F, 0x80 | condition.number);
    if (label.bound()) {
      code.putInt(label.place() - code.size() - 4);
    } else {
      label.await(code.size());
      code.putInt(0);
    }
  }

  void demandLabels() {
    if (labels.stream().anyMatch(Label::missing)) {
      throw new IllegalStateException("a jump leads to a label that was never bound");
    }
  }

  private void prefetch(int hint, Address place) {
    rexIfHigh(0, place);
    code.put(0x0F, 0x18);
    ModRm.memory(code, hint, place, 1);
  }

  private void plainMemory(int register, Address place, int opcode) {
    rexIfHigh(register, place);
    code.put(opcode);
    ModRm.memory(code, register, place, 1);
  }

  private void rexIfHigh(int register, Address place) {
    int index = place.index().map(Enum::ordinal).orElse(0);
    int bits = register >> 3 << 2 | index >> 3 << 1 | place.base().ordinal() >> 3;
    if (bits != 0) {
      code.put(0x40 | bits);
    }
  }

  private void registers(int opcode, GeneralRegister register, GeneralRegister other) {
    rexW(register.ordinal(), other.ordinal());
    code.put(opcode);
    ModRm.registers(code, register.ordinal(), other.ordinal());
  }

  private void memory(int opcode, GeneralRegister register, Address place) {
    int index = place.index().map(Enum::ordinal).orElse(0);
    code.put(
        0x48 | register.ordinal() >> 3 << 2 | index >> 3 << 1 | place.base().ordinal() >> 3,
        opcode);
    ModRm.memory(code, register.ordinal(), place, 1);
  }

  private void immediate(int operation, GeneralRegister register, int value) {
    rexW(0, register.ordinal());
    boolean small = value == (byte) value;
    if (!small && register == GeneralRegister.RAX) {
      code.put(operation << 3 | 5);
    } else {
      code.put(small ? 0x83 : 0x81);
      ModRm.registers(code, operation, register.ordinal());
    }
    if (small) {
      code.put(value);
    } else {
      code.putInt(value);
    }
  }

  private void one(int opcode, GeneralRegister register) {
    if (register.ordinal() > 7) {
      code.put(0x41);
    }
    code.put(opcode | register.ordinal() & 7);
  }

  private void rexW(int register, int other) {
    code.put(0x48 | register >> 3 << 2 | other >> 3);
  }
}

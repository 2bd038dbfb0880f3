package org.resnet4j.assembler.x86;

import static org.resnet4j.assembler.x86.Address.at;
import static org.resnet4j.assembler.x86.GeneralRegister.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.assembler.x86.VectorInstruction.Encodings;
import org.resnet4j.assembler.x86.VectorInstruction.Form;
import org.resnet4j.assembler.x86.VectorRegister.Width;

/** Every form of every instruction: as GNU as reads it, and the bytes that we write. */
final class AssembledForms {
  private static final List<Address> PLACES =
      List.of(
          at(RDI, 0),
          at(RBP, 0),
          at(RSP, 64),
          at(R13, -128),
          at(R12, 4096),
          at(R10, 12),
          Address.at(RAX, R9, 4, 256),
          Address.at(R11, RCX, 1, 100_000),
          Address.at(RBP, R14, 8, 0));

  /** Registers of the three operands: low ones, those that need a bit more, and one more again. */
  private static final int[][] NUMBERS = {{1, 2, 3}, {9, 10, 11}, {17, 2, 30}, {5, 24, 7}};

  record Assembled(String text, byte[] bytes) {}

  private final List<Assembled> forms = new ArrayList<>();

  static List<Assembled> all() {
    var all = new AssembledForms();
    for (var extension : VectorExtension.values()) {
      for (var instruction : VectorInstruction.values()) {
        all.addVectors(extension, instruction);
      }
    }
    all.addMasks();
    all.addGeneral();
    return all.forms;
  }

  private void addVectors(VectorExtension extension, VectorInstruction instruction) {
    for (var width : Width.values()) {
      for (var numbers : NUMBERS) {
        boolean high = numbers[0] > 15 || numbers[1] > 15 || numbers[2] > 15;
        if (extension == VectorExtension.AVX2 && (high || width == Width.ZMM)) {
          continue;
        }
        if (exists(extension, instruction, width, high)) {
          addOperands(extension, instruction, width, numbers);
        }
      }
    }
  }

  private static boolean exists(
      VectorExtension extension, VectorInstruction instruction, Width width, boolean high) {
    boolean part =
        (instruction.form == Form.MRI || instruction.form == Form.RVMI)
            && width != widest(instruction);
    boolean scalar = instruction.mnemonic().equals("vmovd") && width != Width.XMM;
    boolean crossing = instruction == VectorInstruction.VPERMD && width == Width.XMM;
    boolean narrowing = instruction == VectorInstruction.VCVTNEPS2BF16 && width == Width.ZMM;
    boolean evex = instruction.encodings == Encodings.EVEX;
    boolean vex = instruction.encodings == Encodings.VEX;
    return !part
        && !scalar
        && !crossing
        && !narrowing
        && !(evex && extension == VectorExtension.AVX2)
        && !(vex && (high || width == Width.ZMM));
  }

  private static Width widest(VectorInstruction instruction) {
    return instruction.encodings == Encodings.VEX ? Width.YMM : Width.ZMM;
  }

  private void addOperands(
      VectorExtension extension, VectorInstruction instruction, Width width, int[] numbers) {
    var to = width.register(numbers[0]);
    var a = width.register(numbers[1]);
    // every place with the first registers, two that have all parts with the others
    for (var place : numbers == NUMBERS[0] ? PLACES : PLACES.subList(6, 8)) {
      add(extension, instruction, to, a, place);
    }
    if (!instruction.name().endsWith("_STORE") && instruction.form != Form.MRI) {
      var other = registerOperand(instruction, width, numbers[2]);
      add(extension, instruction, to, a, other);
    }
  }

  /** The register that stands where memory could. */
  private static VectorOperand registerOperand(VectorInstruction instruction, Width width, int i) {
    return switch (instruction) {
      case VMOVD -> GeneralRegister.values()[i & 15];
      case VPBROADCASTD, VBROADCASTSS -> VectorRegister.xmm(i);
      case VPMOVZXBD, VPMOVUSDB, VINSERTI128, VINSERTI32X4 -> VectorRegister.xmm(i);
      case VINSERTI64X4 -> VectorRegister.ymm(i);
      case VCVTNEPS2BF16 -> Width.values()[width.ordinal() + 1].register(i);
      default -> width.register(i);
    };
  }

  private void add(
      VectorExtension extension,
      VectorInstruction instruction,
      VectorRegister to,
      VectorRegister a,
      VectorOperand other) {
    var words =
        switch (instruction.form) {
          case RM -> "%s,%s".formatted(name(to), name(instruction, to.width(), other));
          case RVM -> "%s,%s,%s".formatted(name(to), name(a), name(instruction, to.width(), other));
          case RVMI ->
              "%s,%s,%s,1".formatted(name(to), name(a), name(instruction, to.width(), other));
          case MR -> "%s,%s".formatted(name(instruction, to.width(), other), name(to));
          case MRI -> "%s,%s,1".formatted(name(instruction, to.width(), other), name(to));
        };
    boolean vex =
        instruction.encodings == Encodings.EVEX_FIRST && extension == VectorExtension.AVX2;
    add(
        extension,
        (vex ? "{vex} " : "") + instruction.mnemonic() + " " + words,
        code -> {
          switch (instruction.form) {
            case RM -> code.emit(instruction, to, other);
            case RVM -> code.emit(instruction, to, a, other);
            case RVMI -> code.emit(instruction, to, a, other, 1);
            case MR -> code.store(instruction, other, to);
            case MRI -> code.store(instruction, other, to, 1);
          }
        });
  }

  private void addMasks() {
    var k = MaskRegister.K2;
    var zmm = VectorRegister.zmm(20);
    var ymm = VectorRegister.ymm(3);
    avx512(
        "vmovdqu8 ymmword ptr [r8+32]{k2},ymm3",
        code -> code.store(VectorInstruction.VMOVDQU8_STORE, at(R8, 32), ymm, k));
    avx512(
        "vmovdqu8 ymm3{k2}{z},ymmword ptr [r8+32]",
        code -> code.emit(VectorInstruction.VMOVDQU8, ymm, at(R8, 32), k));
    avx512(
        "vmovdqu8 zmm20{k2}{z},zmmword ptr [rdx+64]",
        code -> code.emit(VectorInstruction.VMOVDQU8, zmm, at(RDX, 64), k));
    avx512(
        "vpmovzxbd zmm20{k2}{z},xmmword ptr [rdx+16]",
        code -> code.emit(VectorInstruction.VPMOVZXBD, zmm, at(RDX, 16), k));
    avx512(
        "vmovups zmmword ptr [rdx+64]{k2},zmm20",
        code -> code.store(VectorInstruction.VMOVUPS_STORE, at(RDX, 64), zmm, k));
    avx512("kmovd k2,eax", code -> code.kmovd(k, RAX));
    avx512("kmovd k2,r9d", code -> code.kmovd(k, R9));
    avx512("kmovq k2,rax", code -> code.kmovq(k, RAX));
    avx512("kmovq k2,r9", code -> code.kmovq(k, R9));
    avx512("vzeroupper", Assembler::vzeroupper);
  }

  private void addGeneral() {
    for (var one : List.of(RAX, RCX, RSP, R9, R13)) {
      for (var two : List.of(RBX, R8)) {
        general("mov %s,%s".formatted(name(one), name(two)), code -> code.mov(one, two));
        general("add %s,%s".formatted(name(one), name(two)), code -> code.add(one, two));
        general("sub %s,%s".formatted(name(one), name(two)), code -> code.sub(one, two));
        general("cmp %s,%s".formatted(name(one), name(two)), code -> code.cmp(one, two));
        general("xor %s,%s".formatted(name(one), name(two)), code -> code.xor(one, two));
      }
      for (int value : new int[] {1, -128, 127, 128, 100_000, -100_000}) {
        general("add %s,%d".formatted(name(one), value), code -> code.add(one, value));
        general("sub %s,%d".formatted(name(one), value), code -> code.sub(one, value));
        general("cmp %s,%d".formatted(name(one), value), code -> code.cmp(one, value));
      }
      for (var place : PLACES) {
        var text = name(place);
        general("mov %s,[%s]".formatted(name(one), text), code -> code.mov(one, place));
        general(
            "movsxd %s,dword ptr [%s]".formatted(name(one), text), code -> code.movsxd(one, place));
        general("mov [%s],%s".formatted(text, name(one)), code -> code.mov(place, one));
        general("lea %s,[%s]".formatted(name(one), text), code -> code.lea(one, place));
      }
      general("dec " + name(one), code -> code.dec(one));
      general("push " + name(one), code -> code.push(one));
      general("pop " + name(one), code -> code.pop(one));
    }
    general("mov r9d,5", code -> code.mov(R9, 5));
    general("mov eax,4294967295", code -> code.mov(RAX, 0xFFFF_FFFFL));
    general("mov rcx,-1", code -> code.mov(RCX, -1));
    general("movabs r10,81985529216486895", code -> code.mov(R10, 0x0123_4567_89AB_CDEFL));
    general("mov [r8+8],ecx", code -> code.movd(at(R8, 8), RCX));
    for (var place : PLACES) {
      general("prefetcht0 [%s]".formatted(name(place)), code -> code.prefetchT0(place));
      general("prefetcht1 [%s]".formatted(name(place)), code -> code.prefetchT1(place));
    }
    general("cpuid", GeneralInstructions::cpuid);
    general("xgetbv", GeneralInstructions::xgetbv);
    general("ret", GeneralInstructions::ret);
    addJumps();
  }

  private void addJumps() {
    for (var condition : GeneralInstructions.Condition.values()) {
      var word = "j" + MNEMONICS[condition.ordinal()];
      general("1: ret; %s 1b".formatted(word), code -> backward(code, condition, 1));
      general("1: .fill 130,1,0xc3; %s 1b".formatted(word), code -> backward(code, condition, 130));
      general(
          "%s 1f; .fill 130,1,0xc3; 1: ret".formatted(word),
          code -> {
            var label = new Label();
            code.jump(condition, label);
            returns(code, 130);
            code.bind(label);
            code.ret();
          });
    }
  }

  private static final String[] MNEMONICS = {"b", "ae", "e", "ne", "l", "ge", "g"};

  private static void backward(
      GeneralInstructions code, GeneralInstructions.Condition condition, int between) {
    var label = new Label();
    code.bind(label);
    returns(code, between);
    code.jump(condition, label);
  }

  private static void returns(GeneralInstructions code, int times) {
    for (int i = 0; i < times; i++) {
      code.ret();
    }
  }

  private void avx512(String text, Consumer<Assembler> written) {
    add(VectorExtension.AVX512, text, written);
  }

  private void general(String text, Consumer<GeneralInstructions> written) {
    add(VectorExtension.AVX2, text, code -> written.accept(code.general()));
  }

  private void add(VectorExtension extension, String text, Consumer<Assembler> written) {
    var assembler = new Assembler(extension);
    written.accept(assembler);
    forms.add(new Assembled(text, assembler.code()));
  }

  private static String name(VectorRegister register) {
    return register.width().name().toLowerCase(Locale.ROOT) + register.number();
  }

  private static String name(GeneralRegister register) {
    return register.name().toLowerCase(Locale.ROOT);
  }

  private static String name(VectorInstruction instruction, Width width, VectorOperand operand) {
    return switch (operand) {
      case VectorRegister register -> name(register);
      case GeneralRegister register ->
          register.ordinal() < 8 ? "e" + name(register).substring(1) : name(register) + "d";
      case Address place -> size(instruction, width) + " ptr [" + name(place) + "]";
    };
  }

  private static String size(VectorInstruction instruction, Width width) {
    int bytes =
        instruction == VectorInstruction.VCVTNEPS2BF16
            ? 2 * width.bytes()
            : instruction.tuple.bytes(width);
    return switch (bytes) {
      case 64 -> "zmmword";
      case 32 -> "ymmword";
      case 16 -> "xmmword";
      case 8 -> "qword";
      default -> "dword";
    };
  }

  private static String name(Address place) {
    var index = place.index().map(used -> "+" + name(used) + "*" + place.scale()).orElse("");
    return name(place.base()) + index + "%+d".formatted(place.displacement());
  }
}

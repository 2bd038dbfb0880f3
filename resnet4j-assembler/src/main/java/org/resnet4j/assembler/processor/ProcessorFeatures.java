package org.resnet4j.assembler.processor;

/**
 * What a processor and the operating system together allow: leaves 1 and 7 of CPUID, and the state
 * that the system saves (XCR0).
 */
public record ProcessorFeatures(
    boolean avx2, boolean avx512, boolean avx512Vnni, boolean avxVnni, boolean avx512Bf16) {

  /** Bits of XCR0: xmm and ymm; opmasks and the two parts of zmm. */
  private static final long YMM_STATE = 0b110;

  private static final long ZMM_STATE = 0b1110_0110;

  /** Registers eax, ebx, ecx, edx as a leaf of CPUID fills them. */
  record Leaf(int eax, int ebx, int ecx, int edx) {
    static final Leaf NOTHING = new Leaf(0, 0, 0, 0);
  }

  /** Whether xgetbv may be executed: OSXSAVE. */
  static boolean savesState(Leaf one) {
    return bit(one.ecx, 27);
  }

  static ProcessorFeatures of(Leaf one, Leaf seven, Leaf sevenOne, long saved) {
    boolean ymm = (saved & YMM_STATE) == YMM_STATE && bit(one.ecx, 28);
    boolean zmm = ymm && (saved & ZMM_STATE) == ZMM_STATE;
    boolean avx2 = ymm && bit(one.ecx, 12) && bit(seven.ebx, 5);
    boolean avx512 =
        zmm
            && avx2
            && bit(seven.ebx, 16) // F
            && bit(seven.ebx, 17) // DQ
            && bit(seven.ebx, 30) // BW
            && bit(seven.ebx, 31); // VL
    return new ProcessorFeatures(
        avx2,
        avx512,
        avx512 && bit(seven.ecx, 11),
        avx2 && bit(sevenOne.eax, 4),
        avx512 && bit(sevenOne.eax, 5));
  }

  private static boolean bit(int value, int at) {
    return (value >>> at & 1) == 1;
  }
}

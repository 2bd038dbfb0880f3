package org.resnet4j.assembler.kernel;

import org.resnet4j.assembler.parameters.BlockMemory.Weights;

/** How factors of a pixel are multiplied with weights and added to sums. */
enum Product {
  /** Four bytes with four, by one instruction: dot products of VNNI. */
  BYTES(1),
  /**
   * Four bytes with four where there are no dot products of bytes: the first and third as a pair of
   * shorts, the second and fourth as another, each by a multiplication that adds up a pair. Shorts
   * hold every byte, so that sums are exact; products of bytes that end in shorts would not be.
   */
  PAIRS(2),
  /** A float with a float. */
  FLOATS(1);

  private final int words;

  Product(int words) {
    this.words = words;
  }

  /** Words of 32 bits that the weights of a factor take in each lane. */
  int words() {
    return words;
  }

  /** Weights as they are read, of those that give four signed bytes to a word. */
  Weights of(Weights quads) {
    return this == PAIRS ? (channel, words) -> inPairs(quads, channel, words) : quads;
  }

  private static void inPairs(Weights weights, int channel, int[] words) {
    var quads = new int[words.length / 2];
    weights.put(channel, quads);
    for (int i = 0; i < quads.length; i++) {
      int quad = quads[i];
      words[2 * i] = pair((byte) quad, (byte) (quad >> 16));
      words[2 * i + 1] = pair((byte) (quad >> 8), (byte) (quad >> 24));
    }
  }

  private static int pair(byte low, byte high) {
    return high << Short.SIZE | low & 0xffff;
  }
}

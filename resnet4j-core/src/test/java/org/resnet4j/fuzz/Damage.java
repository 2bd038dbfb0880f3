package org.resnet4j.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.resnet4j.internal.random.Mt19937;

/**
 * One to four changes: bits, bytes, lengths, cuts, insertions, repeated and moved pieces, words.
 */
final class Damage {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFFL,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** Where lengths and names usually stand, which is hit more often. */
  private static final int START = 400;

  private final Mt19937 random;
  private final List<String> words;

  Damage(Mt19937 random, List<String> words) {
    this.random = random;
    this.words = words;
  }

  byte[] of(byte[] sound) {
    byte[] bytes = sound.clone();
    for (int changes = 1 + random.below(4); changes > 0; changes--) {
      bytes = changed(bytes.length == 0 ? new byte[1] : bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.below(bytes.length);
    switch (random.below(words.isEmpty() ? 9 : 11)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.below(8));
      case 1 -> bytes[at] = (byte) random.nextWord();
      case 2 -> bytes[random.below(Math.min(bytes.length, START))] = (byte) random.nextWord();
      case 3 -> number(bytes, at);
      case 4 -> bytes = Arrays.copyOf(bytes, 1 + at);
      case 5 -> bytes = inserted(bytes, at, noise());
      case 6 -> bytes = inserted(bytes, random.below(bytes.length), piece(bytes, at));
      case 7 -> bytes = removed(bytes, at, 1 + random.below(64));
      case 8 -> {
        byte[] piece = piece(bytes, at);
        int to = random.below(bytes.length - piece.length + 1);
        System.arraycopy(piece, 0, bytes, to, piece.length);
      }
      default -> {
        byte[] word = words.get(random.below(words.size())).getBytes(StandardCharsets.ISO_8859_1);
        bytes = inserted(removed(bytes, at, random.below(word.length + 1)), at, word);
      }
    }
    return bytes;
  }

  /** A number that lies, of one to eight bytes in either order. */
  private void number(byte[] bytes, int at) {
    long value = NUMBERS[random.below(NUMBERS.length)];
    int width = 1 << random.below(4);
    boolean little = random.below(2) == 0;
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> 8 * (little ? i : width - 1 - i));
    }
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.below(16)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextWord();
    }
    return noise;
  }

  private byte[] piece(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1 + random.below(64)));
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
    int place = Math.min(at, bytes.length);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
    System.arraycopy(piece, 0, longer, place, piece.length);
    System.arraycopy(bytes, place, longer, place + piece.length, bytes.length - place);
    return longer;
  }

  private static byte[] removed(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter;
  }
}

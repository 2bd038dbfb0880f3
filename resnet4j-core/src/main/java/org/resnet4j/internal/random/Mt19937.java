package org.resnet4j.internal.random;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PyTorch's generator of random numbers on a CPU, in Java: the Mersenne twister (Matsumoto and
 * Nishimura 1998) and PyTorch's ways of making numbers from its words. The same seed gives the same
 * uniform numbers and permutations bit for bit, and normal ones to the last bits of a float; it
 * gives exactly the same numbers on every machine, because nothing here depends on the processor's
 * functions.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Mt19937 {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int STATE_BYTES = 4 * SIZE + 4 + 1 + 8;

  private final int[] state = new int[SIZE];
  private int next;
  private boolean hasSpare;
  private double spare;

  /** The stream that {@code torch.manual_seed(seed)} starts; only the low 32 bits count. */
  public Mt19937(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    next = SIZE;
  }

  private Mt19937(ByteBuffer saved) {
    saved.asIntBuffer().get(state);
    saved.position(4 * SIZE);
    next = saved.getInt();
    hasSpare = saved.get() != 0;
    spare = saved.getDouble();
    if (next < 0 || next > SIZE) {
      throw new IllegalArgumentException("a generator's state is damaged: position " + next);
    }
  }

  /** The generator's state, from which {@link #restore} continues exactly. */
  public byte[] save() {
    var bytes = ByteBuffer.allocate(STATE_BYTES);
    for (int word : state) {
      bytes.putInt(word);
    }
    bytes.putInt(next).put((byte) (hasSpare ? 1 : 0)).putDouble(spare);
    return bytes.array();
  }

  /** A generator that continues from where {@link #save} was called. */
  public static Mt19937 restore(byte[] saved) {
    if (saved.length != STATE_BYTES) {
      throw new IllegalArgumentException(
          "a generator's state has %d bytes, got %d".formatted(STATE_BYTES, saved.length));
    }
    return new Mt19937(ByteBuffer.wrap(saved));
  }

  /** The next 32 random bits. */
  public int nextWord() {
    if (next == SIZE) {
      twist();
    }
    return temper(state[next++]);
  }

  /** The next 64 random bits: two words, the first is the high one. */
  public long nextLong() {
    long high = nextWord();
    return high << 32 | Integer.toUnsignedLong(nextWord());
  }

  /** Uniform in [0, 1), 24 bits: one word. */
  public float nextFloat() {
    return uniform(nextWord());
  }

  /** Uniform in [0, 1), 53 bits: two words. */
  public double nextDouble() {
    return (nextLong() & (1L << 53) - 1) * 0x1p-53;
  }

  /** N(0, 1): four words give two numbers, the second waits for the next call. */
  public double nextNormal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double angle = 2 * Math.PI * nextDouble();
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-nextDouble()));
    spare = radius * StrictMath.sin(angle);
    hasSpare = true;
    return radius * StrictMath.cos(angle);
  }

  /** Uniform over 0 … bound − 1, as {@code torch.randint}: one word. */
  public int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("the bound must be positive, got " + bound);
    }
    return Integer.remainderUnsigned(nextWord(), bound);
  }

  /** 0 … size − 1 in random order, as {@code torch.randperm}: size − 1 words. */
  public int[] permutation(int size) {
    var order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < size - 1; i++) {
      int other = i + below(size - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** Fills with numbers uniform in [low, high): one word each. */
  public void fillUniform(float[] values, float low, float high) {
    fillUniform(values, 0, values.length, low, high);
  }

  /** Fills the elements begin … end − 1 with numbers uniform in [low, high). */
  public void fillUniform(float[] values, int begin, int end, float low, float high) {
    float width = high - low;
    int i = begin;
    while (i < end) {
      if (next == SIZE) {
        twist();
      }
      int word = next;
      int stop = i + Math.min(end - i, SIZE - word);
      while (i < stop) {
        values[i++] = Math.fma(uniform(temper(state[word++])), width, low);
      }
      next = word;
    }
  }

  /** Fills with numbers from N(mean, sigma²), see below. */
  public void fillNormal(float[] values, float mean, float sigma) {
    fillNormal(values, 0, values.length, mean, sigma);
  }

  /**
   * Fills the elements begin … end − 1 with numbers from N(mean, sigma²), as PyTorch's {@code
   * normal_}: sixteen or more are made in blocks of 16 from one word each, and if the last block is
   * incomplete the last 16 are redrawn; fewer are drawn singly.
   */
  public void fillNormal(float[] values, int begin, int end, float mean, float sigma) {
    int size = end - begin;
    if (size < BoxMuller.BLOCK) {
      for (int i = begin; i < end; i++) {
        values[i] = (float) (nextNormal() * sigma + mean);
      }
      return;
    }
    fillUniform(values, begin, end, 0, 1);
    int whole = end - size % BoxMuller.BLOCK;
    for (int i = begin; i < whole; i += BoxMuller.BLOCK) {
      BoxMuller.transform(values, i, mean, sigma);
    }
    if (whole < end) {
      fillUniform(values, end - BoxMuller.BLOCK, end, 0, 1);
      BoxMuller.transform(values, end - BoxMuller.BLOCK, mean, sigma);
    }
  }

  /** Skips this many words. */
  public void skip(long words) {
    long left = words;
    while (left > SIZE - next) {
      left -= SIZE - next;
      twist();
    }
    next += (int) left;
  }

  private static float uniform(int word) {
    return (word & 0xFFFFFF) * 0x1p-24f;
  }

  private static int temper(int word) {
    int y = word;
    y ^= y >>> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    return y ^ y >>> 18;
  }

  private void twist() {
    for (int i = 0; i < SIZE - SHIFT; i++) {
      state[i] = state[i + SHIFT] ^ mixed(state[i], state[i + 1]);
    }
    for (int i = SIZE - SHIFT; i < SIZE - 1; i++) {
      state[i] = state[i + SHIFT - SIZE] ^ mixed(state[i], state[i + 1]);
    }
    state[SIZE - 1] = state[SHIFT - 1] ^ mixed(state[SIZE - 1], state[0]);
    next = 0;
  }

  private static int mixed(int high, int low) {
    int y = high & 0x80000000 | low & 0x7FFFFFFF;
    return y >>> 1 ^ -(y & 1) & 0x9908B0DF;
  }
}

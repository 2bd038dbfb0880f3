package org.resnet4j.vector.ops;

/**
 * The size of a blocked activation: [N][⌈C / L⌉][H][W][L], L lanes, where the channels that fill
 * the last block up are zero. A feature vector is an image of one pixel, so that its rows lie as
 * plain (N, F) with F rounded up to whole blocks.
 */
public record Extent(int batch, int channels, int height, int width) {
  /** About how many floats an item of a pass through memory takes: they fit the L1 cache twice. */
  static final int ITEM = 1 << 14;

  public static Extent features(int batch, int count) {
    return new Extent(batch, count, 1, 1);
  }

  public int blocks() {
    return (channels + Lanes.COUNT - 1) / Lanes.COUNT;
  }

  public int pixels() {
    return height * width;
  }

  /** Floats of one block of one example. */
  public int plane() {
    return height * width * Lanes.COUNT;
  }

  /** Floats of one example. */
  public int image() {
    return blocks() * plane();
  }

  /** Floats in all; may exceed what one array holds. */
  public long floats() {
    return (long) batch * image();
  }

  /** Floats in all, of an activation that is known to lie in one array. */
  public int length() {
    return Math.toIntExact(floats());
  }

  /** How many channels of this block are real. */
  public int valid(int block) {
    return Math.min(Lanes.COUNT, channels - block * Lanes.COUNT);
  }

  /** Where (c, pixel) of an example lies, from the example's beginning. */
  public int index(int channel, int pixel) {
    return channel / Lanes.COUNT * plane() + pixel * Lanes.COUNT + channel % Lanes.COUNT;
  }
}

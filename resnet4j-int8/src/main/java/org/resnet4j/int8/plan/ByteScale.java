package org.resnet4j.int8.plan;

/**
 * How a byte from 0 to 255 stands for a number: {@code (byte − zero) · scale}.
 *
 * @param scale positive
 * @param zero the byte that stands for 0
 */
public record ByteScale(float scale, int zero) {
  private static final int LARGEST = 255;

  /** The number that a byte stands for. */
  public float number(int code) {
    return (code - zero) * scale;
  }

  /** The byte nearest to a number; halves to even, what is outside cut off. */
  public int code(float number) {
    return (int) Math.clamp(Math.rint(number / scale) + zero, 0, LARGEST);
  }
}

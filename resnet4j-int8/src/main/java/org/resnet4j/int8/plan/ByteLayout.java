package org.resnet4j.int8.plan;

/**
 * How a map of one image lies in memory: pixel by pixel, channels side by side, with a border.
 *
 * @param border rows and columns of zero points on every side
 * @param pixel bytes from a pixel to the next
 */
public record ByteLayout(ByteMap map, int border, int pixel) {
  private static final int WIDE = 16;
  private static final int NARROW = 4;

  static ByteLayout of(ByteMap map, int border) {
    int unit = map.channels() < WIDE ? NARROW : WIDE;
    return new ByteLayout(map, border, Math.ceilDiv(map.channels(), unit) * unit);
  }

  /** Bytes from a row to the next. */
  public int pitch() {
    return (map.width() + 2 * border) * pixel;
  }

  /** All bytes, the border among them. */
  public int size() {
    return Math.multiplyExact(map.height() + 2 * border, pitch());
  }

  /** Where a pixel lies; −1 and below, and the height or width and above, are the border. */
  public int at(int row, int column) {
    return (row + border) * pitch() + (column + border) * pixel;
  }
}

package org.resnet4j.data.image.jpeg;

/**
 * A component at the picture's own size. Between samples of half the width, the height or both,
 * values go in steps of quarters, as libjpeg-turbo has them; of other sizes each is repeated. For
 * one thread.
 */
final class Upsampling {
  private static final int NARROW = 2; // samples of half the width, so few of which are repeated

  private final Component component;
  private final int across; // pixels to a sample
  private final int down;
  private final boolean smoothAcross;
  private final boolean smoothDown;
  private final int[] sums; // one before the first sample and one behind the last repeat them
  private final int[] row;

  Upsampling(Component component, JpegFrame frame) {
    this.component = component;
    across = frame.across() / component.across;
    down = frame.down() / component.down;
    boolean wide = across == 2 && component.width > NARROW;
    smoothDown = down == 2 && (across == 1 || wide);
    smoothAcross = wide && down <= 2;
    sums = new int[component.width + 2];
    row = new int[across * component.width];
  }

  /** {@return a row of the picture; it is not to be written to, and holds another afterwards} */
  int[] row(int y) {
    int[] near = samples(y / down);
    if (smoothAcross && smoothDown) {
      mix(near, next(y));
      widen(8, 7, 4);
    } else if (smoothAcross) {
      System.arraycopy(near, 0, sums, 1, component.width);
      widen(1, 2, 2);
    } else if (smoothDown) {
      mix(near, next(y));
      quarter(1 + y % 2);
    } else if (across > 1) {
      repeat(near);
    } else {
      return near;
    }
    return row;
  }

  private int[] samples(int y) {
    return component.samples[component.place(y)];
  }

  /** Of rows of half the height, the one on the other side of a row; itself at the edges. */
  private int[] next(int y) {
    int side = y % 2 == 0 ? -1 : 1;
    return samples(Math.clamp(y / 2 + side, 0, component.height - 1));
  }

  private void mix(int[] near, int[] far) {
    for (int x = 0; x < component.width; x++) {
      sums[x + 1] = 3 * near[x] + far[x];
    }
  }

  private void quarter(int rounding) {
    for (int x = 0; x < component.width; x++) {
      row[x] = sums[x + 1] + rounding >> 2;
    }
  }

  private void widen(int left, int right, int shift) {
    int width = component.width;
    sums[0] = sums[1];
    sums[width + 1] = sums[width];
    for (int x = 0; x < width; x++) {
      int three = 3 * sums[x + 1];
      row[2 * x] = three + sums[x] + left >> shift;
      row[2 * x + 1] = three + sums[x + 2] + right >> shift;
    }
  }

  private void repeat(int[] near) {
    for (int x = 0; x < row.length; x++) {
      row[x] = near[x / across];
    }
  }
}

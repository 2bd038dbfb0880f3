package org.resnet4j.data.image.fax;

import java.util.Arrays;

/**
 * Reads the rows of strips, each exactly as long as the picture is wide. For one thread.
 *
 * <p>A row is kept as the places where its colour changes: to black at those of even number, to
 * white at the others.
 */
public final class FaxReader {
  /** How a strip is coded. */
  public enum Kind {
    /** Runs, each row from a byte on: modified Huffman, TIFF's compression 2. */
    ROWS,
    /** Runs, each row after a code that says so (T.4). */
    GROUP3,
    /** The same, with rows by what differs from the row above between them. */
    GROUP3_BOTH,
    /** All rows by what differs from the row above (T.6). */
    GROUP4
  }

  private static final String LENGTH = "a row is not as long as the picture is wide";
  private static final int SYNCHRONISED = 11; // zeros at least, before a one

  /** So many places behind the last change of a row are the end of the row. */
  private static final int ROOM = 3;

  private final Kind kind;
  private final int width;
  private int[] above = new int[64];
  private int[] here = new int[64];
  private int changes;

  /**
   * A reader of strips.
   *
   * @param kind how they are coded
   * @param width pixels of a row
   */
  public FaxReader(Kind kind, int width) {
    this.kind = kind;
    this.width = width;
  }

  /**
   * Reads a strip.
   *
   * @param file where it lies
   * @param from its first byte
   * @param end behind its last
   * @param reversed whether a byte's lowest bit is its first
   * @param height rows of it
   * @return its pixels, row by row; black is 1
   * @throws IllegalStateException if it is damaged; the message says how
   */
  public byte[] read(byte[] file, int from, int end, boolean reversed, int height) {
    var in = new FaxBits(file, from, end, reversed);
    byte[] pixels = new byte[Math.multiplyExact(width, height)];
    Arrays.fill(above, 0, ROOM, width);
    for (int row = 0; row < height; row++) {
      row(in, row);
      if (!in.whole()) {
        throw new IllegalStateException("its data end too early");
      }
      for (int i = 0; i < changes; i += 2) {
        int black = row * width + here[i];
        Arrays.fill(pixels, black, Math.max(black, row * width + here[i + 1]), (byte) 1);
      }
      int[] swapped = above;
      above = here;
      here = swapped;
    }
    if (kind == Kind.GROUP4 && !in.ends()) {
      throw new IllegalStateException(LENGTH); // a row has ended before its codes have
    }
    return pixels;
  }

  private void row(FaxBits in, int row) {
    changes = 0;
    boolean byDifference = kind == Kind.GROUP4;
    if (kind == Kind.ROWS) {
      in.align();
    } else if (kind != Kind.GROUP4) {
      begin(in, row);
      if (kind == Kind.GROUP3_BOTH) {
        byDifference = in.peek(1) == 0;
        in.skip(1);
      }
    }
    if (byDifference) {
      differences(in);
    } else {
      runs(in);
    }
    Arrays.fill(here, changes, changes + ROOM, width);
  }

  /** The code at the end of a row: zeros as many as you like, and a one. */
  private static void begin(FaxBits in, int row) {
    if (in.peek(SYNCHRONISED) != 0) {
      if (row > 0) {
        throw new IllegalStateException("a row does not end where it should");
      }
      return;
    }
    while (in.peek(1) == 0 && in.whole()) {
      in.skip(1);
    }
    in.skip(1);
  }

  private void runs(FaxBits in) {
    int at = 0;
    for (int colour = 0; at < width; colour ^= 1) {
      at = change(at + run(in, colour));
    }
  }

  private static int run(FaxBits in, int colour) {
    return (colour == 0 ? Runs.OF_WHITE : Runs.OF_BLACK).next(in);
  }

  private int change(int at) {
    if (at > width || changes > width + 1) {
      throw new IllegalStateException(LENGTH);
    }
    if (changes + ROOM == here.length) {
      here = Arrays.copyOf(here, 2 * here.length);
    }
    here[changes++] = at;
    return at;
  }

  /** The modes of T.4, table 4: pass, horizontal and vertical. */
  private void differences(FaxBits in) {
    int at = -1;
    int colour = 0;
    int next = 0; // among the changes above
    while (at < width) {
      while (next > 0 && above[next - 1] > at) {
        next--;
      }
      while (above[next] < width && (above[next] <= at || (next & 1) != colour)) {
        next++;
      }
      int code = in.peek(7);
      if (code >> 3 == 1) {
        in.skip(4);
        at = above[next + 1];
      } else if (code >> 4 == 1) {
        in.skip(3);
        int middle = later(at, Math.max(at, 0) + run(in, colour));
        at = later(middle, middle + run(in, colour ^ 1));
      } else {
        at = later(at, above[next] + vertical(in, code));
        colour ^= 1;
      }
    }
  }

  /** A change behind the last one, but for runs of nothing at either end of a row. */
  private int later(int last, int at) {
    if (at < 0 || at <= last && at < width) {
      throw new IllegalStateException("a run has no pixels");
    }
    return change(at);
  }

  private static int vertical(FaxBits in, int code) {
    int zeros = Integer.numberOfLeadingZeros(code) - (Integer.SIZE - 7);
    int right = zeros < 6 ? code >> 5 - zeros & 1 : 0; // the bit after the first one
    switch (zeros) {
      case 0:
        in.skip(1);
        return 0;
      case 1:
        in.skip(3);
        return right == 1 ? 1 : -1;
      case 4, 5:
        in.skip(zeros + 2);
        return right == 1 ? zeros - 2 : 2 - zeros;
      default:
        throw new IllegalStateException("a code has no meaning");
    }
  }
}

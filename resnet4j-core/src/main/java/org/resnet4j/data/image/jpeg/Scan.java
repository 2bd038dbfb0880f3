package org.resnet4j.data.image.jpeg;

import java.util.List;

/** One pass over the blocks of some components (T.81, A.2 and E.2). For one thread. */
abstract class Scan {
  /** A component of the scan and its tables. */
  record Part(Component component, Huffman direct, Huffman alternating) {}

  private final List<Part> parts;
  private final int interval; // units between markers, or 0
  final CodeReader in;

  Scan(List<Part> parts, int interval, CodeReader in) {
    this.parts = parts;
    this.interval = interval;
    this.in = in;
  }

  /** Reads one block, the scan's next. */
  abstract void block(Part part, int row, int column);

  /** Forgets what was before: at the begin and after each marker. */
  abstract void restart();

  /** What there is to do when a row of units was read. */
  abstract void behind(int units);

  /** Reads all; then the file is at the marker behind. */
  void read(JpegFrame frame) {
    boolean single = parts.size() == 1;
    var first = parts.getFirst().component();
    int wide = single ? first.wide : frame.unitsAcross();
    int high = single ? first.high : frame.unitsDown();
    int left = interval;
    int next = 0;
    start();
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        if (interval > 0 && left == 0) {
          left = interval;
          if (in.marker() != 0xd0 + next) {
            throw new DamagedCodes("a marker within its data is missing");
          }
          next = next + 1 & 7;
          start();
        }
        if (single) {
          block(parts.getFirst(), y, x);
        } else {
          unit(x, y);
        }
        left--;
      }
      if (!in.whole()) {
        throw new DamagedCodes("its data end too early");
      }
      behind(y);
    }
  }

  private void start() {
    for (var part : parts) {
      part.component().direct = 0;
    }
    restart();
  }

  private void unit(int x, int y) {
    for (var part : parts) {
      var c = part.component();
      for (int row = y * c.down; row < (y + 1) * c.down; row++) {
        for (int column = x * c.across; column < (x + 1) * c.across; column++) {
          block(part, row, column);
        }
      }
    }
  }
}

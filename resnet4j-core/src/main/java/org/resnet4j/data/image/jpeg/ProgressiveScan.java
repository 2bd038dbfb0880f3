package org.resnet4j.data.image.jpeg;

import java.util.List;

/**
 * One of several scans: a band of all blocks' coefficients, or one more bit of them (T.81, G.2).
 */
final class ProgressiveScan extends Scan {
  private final Band band;
  private final int last;
  private final int low;
  private int ended; // blocks that follow without coefficients

  ProgressiveScan(List<Part> parts, int interval, CodeReader in, Band band) {
    super(parts, interval, in);
    this.band = band;
    last = band.last();
    low = band.low();
    parts.forEach(part -> band.addTo(part.component()));
  }

  @Override
  void restart() {
    ended = 0;
  }

  @Override
  void behind(int units) {}

  @Override
  void block(Part part, int row, int column) {
    short[] all = part.component().coefficients;
    int at = 64 * (row * part.component().stride + column);
    if (band.first() == 0) {
      direct(part, all, at);
    }
    if (last == 0) {
      return;
    }
    int first = Math.max(1, band.first());
    if (band.refines()) {
      refine(part.alternating(), all, at, first);
    } else {
      alternating(part.alternating(), all, at, first);
    }
  }

  private void direct(Part part, short[] all, int at) {
    if (band.refines()) {
      all[at] |= (short) (in.take(1) << low);
      return;
    }
    var c = part.component();
    c.direct += in.signed(part.direct().next(in));
    all[at] = shifted(c.direct);
  }

  private void alternating(Huffman table, short[] all, int at, int first) {
    if (ended > 0) {
      ended--;
      return;
    }
    for (int k = first; k <= last; k++) {
      int code = table.next(in);
      int run = code >> 4;
      int size = code & 15;
      if (size == 0 && run < 15) {
        ended = (1 << run) - 1 + in.take(run);
        if (ended > 0 && band == Band.ALL) {
          throw new DamagedCodes(JpegReader.SCANS);
        }
        return;
      }
      k += run;
      if (k > last) {
        throw new DamagedCodes(JpegReader.SCANS);
      }
      if (size > 0) {
        all[at + k] = shifted(in.signed(size));
      }
    }
  }

  /** One more bit of those that are not zero, and new ones among those that are (G.1.2.3). */
  private void refine(Huffman table, short[] all, int at, int first) {
    int k = first;
    while (k <= last && ended == 0) {
      int code = table.next(in);
      int run = code >> 4;
      int size = code & 15;
      if (size > 1) {
        throw new DamagedCodes(JpegReader.SCANS);
      }
      if (size == 0 && run < 15) {
        ended = (1 << run) + in.take(run);
        break;
      }
      int fresh = size == 0 ? 0 : in.take(1) == 1 ? 1 << low : -1 << low;
      k = after(all, at, k, run);
      if (k <= last && fresh != 0) {
        all[at + k] = (short) fresh;
      } else if (fresh != 0) {
        throw new DamagedCodes(JpegReader.SCANS);
      }
      k++;
    }
    if (ended > 0) {
      after(all, at, k, Integer.MAX_VALUE);
      ended--;
    }
  }

  /** Skips so many zeros, and refines what is between; {@return the place of the next zero} */
  private int after(short[] all, int at, int from, int zeros) {
    int k = from;
    for (int left = zeros; k <= last; k++) {
      short value = all[at + k];
      if (value == 0) {
        if (left-- == 0) {
          break;
        }
      } else if (in.take(1) == 1 && (value & 1 << low) == 0) {
        all[at + k] += (short) (value > 0 ? 1 << low : -1 << low);
      }
    }
    return k;
  }

  private short shifted(int value) {
    int whole = value << low;
    if (whole != (short) whole) {
      throw new DamagedCodes(JpegReader.LIGHT);
    }
    return (short) whole;
  }
}

package org.resnet4j.data.image.jpeg;

import java.util.List;

/** A part of all blocks' coefficients, or one more bit of them (T.81, G.2). */
final class ProgressiveScan extends Scan {
  private final int first;
  private final int last;
  private final boolean refines;
  private final int low;
  private int ended; // blocks that follow without coefficients

  /**
   * A scan.
   *
   * @param first coefficient, in zigzag order
   * @param last coefficient
   * @param before the bits that were missing, or 0 in the first scan of these coefficients
   * @param low the bits that are missing after it
   */
  ProgressiveScan(
      List<Part> parts, int interval, CodeReader in, int first, int last, int before, int low) {
    super(parts, interval, in);
    this.first = first;
    this.last = last;
    this.low = low;
    refines = before > 0;
    boolean alone = first == 0 ? last == 0 : parts.size() == 1;
    if (!alone || first > last || last > 63 || low > 13 || refines && before != low + 1) {
      throw new DamagedCodes(Damage.SCANS);
    }
    for (var part : parts) {
      for (int k = first; k <= last; k++) {
        if (part.component().missing[k] != (refines ? before : -1)) {
          throw new DamagedCodes(Damage.SCANS);
        }
        part.component().missing[k] = low;
      }
    }
  }

  @Override
  void restart() {
    ended = 0;
  }

  @Override
  void block(Part part, int number) {
    short[] all = part.component().coefficients;
    int at = 64 * number;
    if (first == 0) {
      direct(part, all, at);
    } else if (refines) {
      refine(part.alternating(), all, at);
    } else {
      alternating(part.alternating(), all, at);
    }
  }

  private void direct(Part part, short[] all, int at) {
    if (refines) {
      all[at] |= (short) (in.take(1) << low);
      return;
    }
    var c = part.component();
    c.direct += in.signed(part.direct().next(in) & 15);
    all[at] = shifted(c.direct);
  }

  private void alternating(Huffman table, short[] all, int at) {
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
        return;
      }
      k += run;
      if (k > last) {
        throw new DamagedCodes(Damage.SCANS);
      }
      if (size > 0) {
        all[at + k] = shifted(in.signed(size));
      }
    }
  }

  /** One more bit of those that are not zero, and new ones among those that are (G.1.2.3). */
  private void refine(Huffman table, short[] all, int at) {
    int k = first;
    while (k <= last && ended == 0) {
      int code = table.next(in);
      int run = code >> 4;
      int size = code & 15;
      if (size > 1) {
        throw new DamagedCodes(Damage.SCANS);
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
        throw new DamagedCodes(Damage.SCANS);
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
      throw new DamagedCodes(Damage.LIGHT);
    }
    return (short) whole;
  }
}

package org.resnet4j.data.image.jpeg;

import java.util.Arrays;
import java.util.List;

/** Whole blocks, one after the other (T.81, F.2.2), each looked at when it is read. */
final class SequentialScan extends Scan {
  private final int[][] steps;
  private final short[] block = new short[64];
  private final Light light = new Light();
  private int last; // place of the last coefficient that was read

  SequentialScan(List<Part> parts, int interval, CodeReader in, int[][] steps) {
    super(parts, interval, in);
    this.steps = steps;
  }

  @Override
  void restart() {}

  @Override
  void block(Part part, int number) {
    var c = part.component();
    int[] step = steps[c.table];
    c.direct += in.signed(part.direct().next(in) & 15);
    if (c.direct != (short) c.direct) {
      throw new DamagedCodes(Damage.LIGHT);
    }
    block[0] = (short) c.direct;
    long sum = alternating(part.alternating(), step);
    if (!Light.surely((long) c.direct * step[0], sum) && !light.canBeShown(block, 0, step)) {
      throw new DamagedCodes(Damage.LIGHT);
    }
    Arrays.fill(block, 1, last + 1, (short) 0);
  }

  /** Reads what follows the first coefficient; {@return the sum of magnitudes times steps} */
  private long alternating(Huffman table, int[] step) {
    long sum = 0;
    last = 0;
    for (int k = 1; k < 64; k++) {
      if (in.held < 32) {
        in.fill();
      }
      int value;
      int whole = table.whole(in.bits);
      if (whole != 0) {
        k += whole >> 8 & 15;
        value = whole >> 16;
        in.skip(whole & 0xff);
      } else {
        int code = table.next(in);
        int size = code & 15;
        if (size == 0 && code < 0xf0) {
          return sum;
        }
        k += code >> 4;
        value = size == 0 ? 0 : in.signed(size);
      }
      if (k > 63) {
        throw new DamagedCodes("a block has more than 64 coefficients");
      }
      sum += (long) Math.abs(value) * step[k];
      block[k] = (short) value;
      last = k;
    }
    return sum;
  }
}

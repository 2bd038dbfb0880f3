package org.resnet4j.data.image.jpeg;

import java.util.List;

/** All of a picture: whole blocks, one after the other (T.81, F.2.2), and their samples at once. */
final class SequentialScan extends Scan {
  private final InverseTransform transform;
  private final Strips strips;

  SequentialScan(
      List<Part> parts, int interval, CodeReader in, InverseTransform transform, Strips strips) {
    super(parts, interval, in);
    this.transform = transform;
    this.strips = strips;
    transform.clear();
  }

  @Override
  void restart() {}

  @Override
  void behind(int units) {
    transform.flush();
    strips.behind(units);
  }

  @Override
  void block(Part part, int row, int column) {
    var c = part.component();
    c.direct += in.signed(part.direct().next(in));
    if (c.direct != (short) c.direct) {
      throw new DamagedCodes(JpegReader.LIGHT);
    }
    long others = alternating(part.alternating(), c.steps);
    if (row < c.high && column < c.wide) {
      transform.take(c.direct * c.steps[0], others, c, row, column);
    } else {
      transform.skip();
    }
  }

  /** Reads what follows the first coefficient; {@return the sum of magnitudes times steps} */
  private long alternating(Huffman table, int[] steps) {
    int[] places = InverseTransform.PLACES;
    int[] coefficients = transform.coefficients;
    int slot = transform.slot();
    var in = this.in;
    long bits = in.bits;
    int held = in.held;
    long sum = 0;
    for (int k = 1; k < 64; k++) {
      if (held < 32) {
        in.bits = bits;
        in.held = held;
        in.fill();
        bits = in.bits;
        held = in.held;
      }
      int entry = table.coefficient(bits);
      if (entry == 0) {
        in.bits = bits;
        in.held = held;
        entry = table.longCoefficient(in);
        bits = in.bits;
        held = in.held;
      } else {
        bits <<= entry;
        held -= entry & 0xff;
      }
      int zeros = entry >> 8 & 0xff;
      k += zeros;
      if (k > 63) {
        if (zeros == Huffman.REST) {
          break;
        }
        throw new DamagedCodes("a block has more than 64 coefficients");
      }
      int product = (entry >> 16) * steps[k];
      coefficients[places[k] + slot] = product;
      sum += Math.abs(product);
    }
    in.bits = bits;
    in.held = held;
    return sum;
  }
}

package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Scratch.START;

/**
 * A convolution of 3 × 3, stride 1, padding 1, or the gradient of its input, by Winograd's F(4×4,
 * 3×3): a few strips of tiles are transformed, multiplied with the transformed weights in 36 matrix
 * products, and transformed back, all in the memory of one worker.
 */
final class WinogradProduct implements Task {
  /** Floats of the transformed inputs and outputs of an item: they should fit the cache. */
  private static final int CACHE = Integer.getInteger("wcache", 192 * 1024);

  private final Reader x;
  private final Groups groups;
  private final Packed packed;
  private final Writer y;
  private final Scratch scratch;
  private final WinogradTiles source;
  private final WinogradTiles target;
  private final int strips;
  private final int rows;
  private final int left;
  private final int right;

  WinogradProduct(Reader x, Groups groups, Packed packed, Writer y, Scratch scratch) {
    this.x = x;
    this.groups = groups;
    this.packed = packed;
    this.y = y;
    this.scratch = scratch;
    ConvolutionShape shape = groups.shape();
    source = WinogradTiles.of(groups.backward() ? shape.output() : shape.input());
    target = WinogradTiles.of(groups.backward() ? shape.input() : shape.output());
    int each = 36 * (groups.in() + groups.out()) * source.tiles() * LANES;
    strips = RowKernel.full(source.tiles(), CACHE / each, (source.strips() + 15) / 16);
    rows = RowKernel.padded(strips * source.tiles());
    left = groups.in() * rows * LANES + LANES;
    right = groups.out() * rows * LANES + LANES;
    scratch.require(36 * (left + right) + source.buffer());
    y.slots(items());
  }

  @Override
  public int items() {
    return (source.strips() + strips - 1) / strips;
  }

  @Override
  public void run(int item, int worker) {
    float[] own = scratch.of(worker);
    int first = item * strips;
    int end = Math.min(first + strips, source.strips());
    int buffer = START + 36 * (left + right);
    for (int strip = first; strip < end; strip++) {
      for (int c = 0; c < groups.in(); c++) {
        int at = START + (c * rows + (strip - first) * source.tiles()) * LANES;
        source.input(x, c, strip, own, buffer, own, at, left);
      }
    }
    products(own, RowKernel.padded((end - first) * source.tiles()));
    y.begin(item, 0, groups.out() * LANES);
    for (int strip = first; strip < end; strip++) {
      for (int k = 0; k < groups.out(); k++) {
        int at = START + 36 * left + (k * rows + (strip - first) * source.tiles()) * LANES;
        target.output(own, at, right, y, k, strip, own, buffer, item);
      }
    }
  }

  private void products(float[] own, int count) {
    float[] weights = packed.data();
    int plane = WinogradWeights.plane(groups);
    int line = rows * LANES;
    int blocks = groups.in();
    int outputs = groups.out();
    for (int f = 0; f < 36; f++) {
      int to = START + 36 * left + f * right;
      RowKernel.multiply(
          own,
          START + f * left,
          blocks,
          line,
          count,
          weights,
          packed.offset() + f * plane,
          outputs,
          0,
          outputs,
          own,
          to,
          line);
    }
  }
}

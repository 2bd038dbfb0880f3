package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Scratch.START;

/**
 * The gradient of the weights of a 3 × 3 convolution past the direct limit: Σ (Bᵀ d B) ⊙ (A dY Aᵀ)
 * over all tiles, 36 matrix products. The tiles are cut into a fixed number of parts with sums of
 * their own; {@link WinogradReduction} adds and transforms them.
 */
final class WinogradGradient implements Task {
  private static final int CACHE = Integer.getInteger("gcache", 192 * 1024);

  private final Reader x;
  private final Reader g;
  private final Groups groups;
  private final Scratch scratch;
  private final WinogradTiles source;
  private final WinogradTiles target;
  private final int strips;
  private final int steps;
  private final int parts;
  private final int rows;
  private final int left;
  private final int right;

  WinogradGradient(Reader x, Reader g, ConvolutionShape shape, Scratch scratch) {
    this.x = x;
    this.g = g;
    this.scratch = scratch;
    groups = Groups.of(shape, false);
    source = WinogradTiles.of(shape.input());
    target = WinogradTiles.of(shape.output());
    int each = 36 * (groups.in() + groups.out()) * source.tiles() * LANES;
    strips = Math.max(1, Math.min(CACHE / each, (source.strips() + 15) / 16));
    int pieces = (source.strips() + strips - 1) / strips;
    steps = (pieces + 7) / 8;
    parts = (pieces + steps - 1) / steps;
    rows = strips * source.tiles();
    left = groups.in() * rows * LANES + LANES;
    right = groups.out() * rows * LANES + LANES;
    scratch.require(36 * (left + right) + source.buffer());
    scratch.require(Scratch.Shared.GRADIENTS, Math.multiplyExact(parts, size()));
  }

  /** Floats of the sums of a part: (36, padded inputs, padded outputs). */
  int size() {
    return WinogradWeights.size(groups);
  }

  int parts() {
    return parts;
  }

  @Override
  public int items() {
    return parts;
  }

  @Override
  public void run(int part, int worker) {
    float[] sums = scratch.of(Scratch.Shared.GRADIENTS);
    int to = START + part * size();
    float[] own = scratch.of(worker);
    int end = Math.min((part + 1) * steps * strips, source.strips());
    for (int first = part * steps * strips; first < end; first += strips) {
      add(first, Math.min(first + strips, end), sums, to, first > part * steps * strips, own);
    }
  }

  private void add(int first, int end, float[] sums, int to, boolean add, float[] own) {
    int buffer = START + 36 * (left + right);
    for (int strip = first; strip < end; strip++) {
      int tile = (strip - first) * source.tiles();
      for (int c = 0; c < groups.in(); c++) {
        source.input(x, c, strip, own, buffer, own, START + (c * rows + tile) * LANES, left);
      }
      for (int k = 0; k < groups.out(); k++) {
        int at = START + 36 * left + (k * rows + tile) * LANES;
        target.gradient(g, k, strip, own, buffer, own, at, right);
      }
    }
    int count = (end - first) * source.tiles();
    int outputs = groups.out() * LANES;
    int line = rows * LANES;
    for (int f = 0; f < 36; f++) {
      int d = START + 36 * left + f * right;
      for (int c = 0; c < groups.in(); c++) {
        int at = START + f * left + c * line;
        int into = to + f * WinogradWeights.plane(groups) + c * LANES * outputs;
        GradientKernel.multiply(
            own, at, own, d, line, count, groups.out(), sums, into, outputs, add);
      }
    }
  }
}

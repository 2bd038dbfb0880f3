package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Scratch.START;

/**
 * The gradient of the weights of a 3 × 3 convolution past the direct limit: Σ (Bᵀ d B) ⊙ (A dY Aᵀ)
 * over all tiles, 36 matrix products. The tiles are cut into a fixed number of parts with sums of
 * their own; {@link WinogradReduction} adds and transforms them.
 */
final class WinogradGradient implements Task {
  private static final int CACHE = 128 * 1024;

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
  private final int strip;

  WinogradGradient(Reader x, Reader g, ConvolutionShape shape, Scratch scratch) {
    this.x = x;
    this.g = g;
    this.scratch = scratch;
    groups = Groups.of(shape, false);
    source = WinogradTiles.of(shape.input());
    target = WinogradTiles.of(shape.output());
    int each = 32 * (groups.in() + groups.out()) * source.tiles() * LANES;
    strips = Math.max(1, Math.min(CACHE / each, (source.strips() + 15) / 16));
    int pieces = (source.strips() + strips - 1) / strips;
    steps = (pieces + 7) / 8;
    parts = (pieces + steps - 1) / steps;
    rows = strips * source.tiles();
    left = (groups.in() * rows + 1) * LANES;
    right = (groups.out() * rows + 1) * LANES;
    strip = source.buffer() + LANES;
    scratch.require(6 * (left + right) + strips * (groups.in() + groups.out()) * strip);
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
    int inputs = START + 6 * (left + right);
    int gradients = inputs + strips * groups.in() * strip;
    for (int s = 0; s < end - first; s++) {
      for (int c = 0; c < groups.in(); c++) {
        source.inputColumns(x, c, first + s, own, inputs + (c * strips + s) * strip);
      }
      for (int k = 0; k < groups.out(); k++) {
        target.gradientColumns(g, k, first + s, own, gradients + (k * strips + s) * strip);
      }
    }
    for (int i = 0; i < 6; i++) {
      row(i, own, inputs, gradients, end - first, sums, to, add);
    }
  }

  private void row(
      int i, float[] own, int inputs, int gradients, int count, float[] sums, int to, boolean add) {
    int tiles = source.tiles();
    int d = START + 6 * left;
    for (int s = 0; s < count; s++) {
      for (int c = 0; c < groups.in(); c++) {
        int at = START + (c * rows + s * tiles) * LANES;
        source.inputRow(i, own, inputs + (c * strips + s) * strip, own, at, left);
      }
      for (int k = 0; k < groups.out(); k++) {
        int at = d + (k * rows + s * tiles) * LANES;
        target.gradientRow(i, own, gradients + (k * strips + s) * strip, own, at, right);
      }
    }
    int outputs = groups.out() * LANES;
    int line = rows * LANES;
    for (int j = 0; j < 6; j++) {
      for (int c = 0; c < groups.in(); c++) {
        int at = START + j * left + c * line;
        int into = to + (6 * i + j) * WinogradWeights.plane(groups) + c * LANES * outputs;
        GradientKernel.multiply(
            own,
            at,
            own,
            d + j * right,
            line,
            count * tiles,
            groups.out(),
            sums,
            into,
            outputs,
            add);
      }
    }
  }
}

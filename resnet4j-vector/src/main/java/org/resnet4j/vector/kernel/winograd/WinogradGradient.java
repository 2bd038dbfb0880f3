package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.GradientKernel;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The gradient of the weights of a 3 × 3 convolution past the direct limit: Σ (Bᵀ d B) ⊙ (A dY Aᵀ)
 * over all tiles, 36 matrix products. The tiles are cut into a fixed number of parts with sums of
 * their own; {@link WinogradReduction} adds and transforms them.
 */
final class WinogradGradient implements Task {
  private static final int CACHE = 128 * 1024;

  /** Tiles whose outer products are summed at a time: they should fit the L1 cache. */
  private static final int CHUNK = 32;

  /** Floats of sums that are small enough for many parts, and for the weights beside them. */
  private static final int SMALL = 64 * 1024;

  private final Reader x;
  private final Reader g;
  private final WeightMatrix matrix;
  private final Scratch scratch;
  private final WinogradTiles source;
  private final WinogradTiles target;
  private final int strips;
  private final int chunk;
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
    matrix = WeightMatrix.forward(shape);
    source = WinogradTiles.of(Winograd.F4, shape.input(), scratch);
    target = WinogradTiles.of(Winograd.F4, shape.output(), scratch);
    int each = 32 * (matrix.in() + matrix.out()) * source.tiles() * LANES;
    strips = Math.max(1, Math.min(CACHE / each, (source.strips() + 15) / 16));
    int pieces = (source.strips() + strips - 1) / strips;
    int most = small(matrix) ? 16 : 8;
    steps = (pieces + most - 1) / most;
    parts = (pieces + steps - 1) / steps;
    chunk = Math.max(1, Math.min(strips, CHUNK / source.tiles()));
    rows = chunk * source.tiles();
    left = (matrix.in() * rows + 1) * LANES;
    right = (matrix.out() * rows + 1) * LANES;
    strip = source.buffer() + LANES;
    scratch.require(6 * (left + right) + strips * (matrix.in() + matrix.out()) * strip);
    scratch.require(Scratch.Shared.GRADIENTS, Math.multiplyExact(parts, size()));
  }

  /** Floats of the sums of a part: (36, padded inputs, padded outputs). */
  int size() {
    return WinogradWeights.size(Winograd.F4, matrix);
  }

  /** Whether the sums fit a second-level cache together with the transformed weights. */
  static boolean small(WeightMatrix matrix) {
    return WinogradWeights.size(Winograd.F4, matrix) <= SMALL;
  }

  int parts() {
    return parts;
  }

  /** Adds the parts up and transforms the sum: the gradient of the weights. */
  Task reduction(Span gradient, boolean accumulate) {
    return new WinogradReduction(parts, size(), matrix, gradient, accumulate, scratch);
  }

  @Override
  public int items() {
    return parts;
  }

  @Override
  public void run(int part, int worker) {
    for (int first = begin(part); first < begin(part + 1); first += strips) {
      piece(part, first, worker);
    }
  }

  /** Strips of a piece. */
  int strips() {
    return strips;
  }

  /** The first strip of a part; that of the part after the last is the end. */
  int begin(int part) {
    return Math.min(part * steps * strips, source.strips());
  }

  /**
   * Adds a piece to the sums of its part: the strips from {@code first} on; the very first of them
   * sets the sums.
   */
  void piece(int part, int first, int worker) {
    float[] sums = scratch.of(Scratch.Shared.GRADIENTS);
    int to = START + part * size();
    int end = Math.min(first + strips, begin(part + 1));
    add(first, end, sums, to, first > begin(part), scratch.of(worker));
  }

  private void add(int first, int end, float[] sums, int to, boolean add, float[] own) {
    int inputs = START + 6 * (left + right);
    int gradients = inputs + strips * matrix.in() * strip;
    for (int s = 0; s < end - first; s++) {
      for (int c = 0; c < matrix.in(); c++) {
        source.inputColumns(x, c, first + s, own, inputs + (c * strips + s) * strip);
      }
      for (int k = 0; k < matrix.out(); k++) {
        target.gradientColumns(g, k, first + s, own, gradients + (k * strips + s) * strip);
      }
    }
    for (int i = 0; i < 6; i++) {
      for (int s = 0; s < end - first; s += chunk) {
        int count = Math.min(chunk, end - first - s);
        row(i, own, inputs + s * strip, gradients + s * strip, count, sums, to, add || s > 0);
      }
    }
  }

  private void row(
      int i, float[] own, int inputs, int gradients, int count, float[] sums, int to, boolean add) {
    int tiles = source.tiles();
    int d = START + 6 * left;
    for (int s = 0; s < count; s++) {
      for (int c = 0; c < matrix.in(); c++) {
        int at = START + (c * rows + s * tiles) * LANES;
        source.inputRows(i, i + 1, own, inputs + (c * strips + s) * strip, own, at, left);
      }
      for (int k = 0; k < matrix.out(); k++) {
        int at = d + (k * rows + s * tiles) * LANES;
        target.gradientRow(i, own, gradients + (k * strips + s) * strip, own, at, right);
      }
    }
    int outputs = matrix.out() * LANES;
    int line = rows * LANES;
    for (int j = 0; j < 6; j++) {
      for (int c = 0; c < matrix.in(); c++) {
        int at = START + j * left + c * line;
        int into = to + (6 * i + j) * WinogradWeights.plane(matrix) + c * LANES * outputs;
        GradientKernel.multiply(
            own,
            at,
            own,
            d + j * right,
            line,
            count * tiles,
            matrix.out(),
            sums,
            into,
            outputs,
            add);
      }
    }
  }
}

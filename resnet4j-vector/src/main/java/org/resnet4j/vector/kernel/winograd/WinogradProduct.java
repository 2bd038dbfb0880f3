package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * A convolution of 3 × 3, stride 1, padding 1, or the gradient of its input, by Winograd's F(4×4,
 * 3×3): a few strips of tiles are transformed, multiplied with the transformed weights in 36 matrix
 * products, and transformed back, all in the memory of one worker.
 */
final class WinogradProduct implements Task {
  /** Floats of the transformed inputs and outputs of an item: they should fit the cache. */
  private static final int CACHE = 64 * 1024;

  /**
   * Pairs of an input and an output block, so few that a row of their weights stays in the L1
   * cache.
   */
  private static final int FEW = 4;

  /** Tiles that are multiplied at once where kernels are few: they stay there too. */
  private static final int CHUNK = 16;

  private final Reader x;
  private final WeightMatrix matrix;
  private final PackedSpan packed;
  private final Writer y;
  private final Scratch scratch;
  private final WinogradTiles source;
  private final WinogradTiles target;
  private final int strips;
  private final int chunk;
  private final int rows;
  private final int left;
  private final int right;
  private final int strip;
  private final RowKernel kernel;
  private final BlockEpilogue[] epilogues;

  WinogradProduct(Reader x, WeightMatrix matrix, PackedSpan packed, Writer y, Scratch scratch) {
    this.x = x;
    this.matrix = matrix;
    this.packed = packed;
    this.y = y;
    this.scratch = scratch;
    kernel = new RowKernel(scratch.rows());
    epilogues = BlockEpilogue.of(scratch.workers(), LANES);
    source = WinogradTiles.of(Winograd.F4, matrix.source(), scratch);
    target = WinogradTiles.of(Winograd.F4, matrix.target(), scratch);
    int each = (32 * matrix.in() + 30 * matrix.out()) * source.tiles() * LANES;
    int most = RowKernel.full(source.tiles(), CACHE / each, (source.strips() + 15) / 16);
    if (matrix.in() * matrix.out() <= FEW) {
      chunk = Math.max(1, Math.min(most, CHUNK / source.tiles()));
      strips = Math.max(1, Math.min(most / chunk, 3)) * chunk;
    } else {
      chunk = most;
      strips = most;
    }
    rows = RowKernel.padded(chunk * source.tiles());
    left = (matrix.in() * rows + 1) * LANES;
    right = (matrix.out() * rows + 1) * LANES;
    strip = source.buffer() + LANES;
    scratch.require(6 * (left + right) + strips * (matrix.in() + matrix.out()) * strip);
    y.slots(items());
  }

  @Override
  public int items() {
    return item(source.strips());
  }

  /** The first item that begins at this strip or after it. */
  int item(int strip) {
    return (strip + strips - 1) / strips;
  }

  @Override
  public void run(int item, int worker) {
    float[] own = scratch.of(worker);
    int first = item * strips;
    int count = Math.min(strips, source.strips() - first);
    int inputs = START + 6 * (left + right);
    int outputs = inputs + strips * matrix.in() * strip;
    for (int s = 0; s < count; s++) {
      for (int c = 0; c < matrix.in(); c++) {
        source.inputColumns(x, c, first + s, own, inputs + (c * strips + s) * strip);
      }
    }
    for (int i = 0; i < 6; i++) {
      for (int s = 0; s < count; s += chunk) {
        row(i, own, inputs + s * strip, outputs + s * strip, Math.min(chunk, count - s));
      }
    }
    y.begin(item, 0, matrix.out() * LANES);
    for (int s = 0; s < count; s++) {
      for (int k = 0; k < matrix.out(); k++) {
        int from = outputs + (k * strips + s) * strip;
        target.outputColumns(own, from, y, k, first + s, item, epilogues[worker]);
      }
    }
  }

  /** Row i of some tiles, from the transformed columns of the input to those of the output. */
  private void row(int i, float[] own, int inputs, int outputs, int count) {
    int tiles = source.tiles();
    for (int c = 0; c < matrix.in(); c++) {
      for (int s = 0; s < count; s++) {
        int to = START + (c * rows + s * tiles) * LANES;
        source.inputRows(i, i + 1, own, inputs + (c * strips + s) * strip, own, to, left);
      }
    }
    int products = START + 6 * left;
    for (int j = 0; j < 6; j++) {
      kernel.multiply(
          own,
          START + j * left,
          matrix.in(),
          rows * LANES,
          RowKernel.padded(count * tiles),
          packed.data(),
          packed.offset() + (6 * i + j) * WinogradWeights.plane(matrix),
          matrix.out(),
          0,
          matrix.out(),
          own,
          products + j * right,
          rows * LANES);
    }
    for (int k = 0; k < matrix.out(); k++) {
      for (int s = 0; s < count; s++) {
        int from = products + (k * rows + s * tiles) * LANES;
        target.outputRows(i, i + 1, own, from, right, own, outputs + (k * strips + s) * strip);
      }
    }
  }
}

package org.resnet4j.vector.kernel.winograd;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.machine.BlockEpilogue;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.GradientKernel;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * {@link Winograd} for many channels, whose transformed weights together exceed every cache: all
 * tiles are transformed, then each of the 36 or 16 products is one large product, then all tiles
 * are transformed back. A stage takes as many strips of tiles as its memory holds.
 *
 * @param first the first strip of the stage
 * @param end one past its last strip
 * @param rows tiles of the largest stage, the distance from a channel block to the next; odd, so
 *     that blocks do not share cache lines
 */
record WinogradStage(WinogradTiles tiles, int first, int end, int rows) {
  /** Floats of the transformed inputs and outputs of a stage. */
  private static final int STAGE = 16 << 20;

  /** Tiles that an item transforms. */
  private static final int ITEM = 64;

  /** The stages, for so many channel blocks on both sides together. */
  static List<WinogradStage> of(WinogradTiles tiles, int blocks) {
    int each = tiles.form().products() * blocks * LANES * tiles.tiles();
    int most = Math.max(1, STAGE / each);
    int count = (tiles.strips() + most - 1) / most;
    int strips = (tiles.strips() + count - 1) / count;
    int item = Math.max(1, ITEM / tiles.tiles());
    strips = Math.min(tiles.strips(), (strips + item - 1) / item * item);
    int rows = RowKernel.whole(strips * tiles.tiles()) | 1;
    List<WinogradStage> stages = new ArrayList<>();
    for (int first = 0; first < tiles.strips(); first += strips) {
      int end = Math.min(first + strips, tiles.strips());
      stages.add(new WinogradStage(tiles, first, end, rows));
    }
    return stages;
  }

  /** The same stage on another layout of as many strips. */
  WinogradStage on(WinogradTiles other) {
    return new WinogradStage(other, first, end, rows);
  }

  /** Floats of all values of so many channel blocks. */
  int size(int blocks) {
    return Math.multiplyExact(products(), plane(blocks));
  }

  private int products() {
    return tiles.form().products();
  }

  int plane(int blocks) {
    return blocks * rows * LANES;
  }

  int count() {
    return (end - first) * tiles.tiles();
  }

  /** Strips of an item. */
  int strips() {
    return Math.max(1, ITEM / tiles.tiles());
  }

  /** Items for each channel block. */
  int items() {
    return (end - first + strips() - 1) / strips();
  }

  /** Items of all stages for each channel block. */
  int slots() {
    return (tiles.strips() + strips() - 1) / strips();
  }

  /** Bᵀ d B of the stage. */
  Task input(Reader x, int blocks, Scratch.Shared to, Scratch scratch) {
    return transform(x, blocks, to, scratch, false);
  }

  /** A dY Aᵀ of the stage. */
  Task gradient(Reader g, int blocks, Scratch.Shared to, Scratch scratch) {
    return transform(g, blocks, to, scratch, true);
  }

  private Task transform(
      Reader x, int blocks, Scratch.Shared to, Scratch scratch, boolean gradient) {
    scratch.require(to, size(blocks));
    scratch.require(tiles.buffer());
    return new Task() {
      @Override
      public int items() {
        return blocks * WinogradStage.this.items();
      }

      @Override
      public void run(int item, int worker) {
        int block = item % blocks;
        int start = first + item / blocks * strips();
        float[] own = scratch.of(worker);
        for (int s = start; s < Math.min(start + strips(), end); s++) {
          int at = START + (block * rows + (s - first) * tiles.tiles()) * LANES;
          if (gradient) {
            tiles.gradient(x, block, s, own, START, scratch.of(to), at, plane(blocks));
          } else {
            tiles.input(x, block, s, own, START, scratch.of(to), at, plane(blocks));
          }
        }
      }
    };
  }

  /** Aᵀ m A of the stage. */
  Task output(Scratch.Shared from, Writer y, int blocks, Scratch scratch) {
    scratch.require(from, size(blocks));
    scratch.require(tiles.buffer());
    var epilogues = BlockEpilogue.of(scratch.workers(), LANES);
    return new Task() {
      @Override
      public int items() {
        return blocks * WinogradStage.this.items();
      }

      @Override
      public void run(int item, int worker) {
        int block = item % blocks;
        int start = first + item / blocks * strips();
        int slot = start / strips();
        y.begin(slot, block * LANES, (block + 1) * LANES);
        for (int s = start; s < Math.min(start + strips(), end); s++) {
          int at = START + (block * rows + (s - first) * tiles.tiles()) * LANES;
          float[] m = scratch.of(from);
          float[] own = scratch.of(worker);
          BlockEpilogue f = epilogues[worker];
          tiles.output(m, at, plane(blocks), y, block, s, own, START, slot, f);
        }
      }
    };
  }

  /** The products of the stage: from {@code LEFT} to {@code RIGHT}. */
  Task product(WeightMatrix matrix, PackedSpan packed, Scratch scratch) {
    var kernel = new RowKernel(scratch.rows());
    int pieces = Math.max(1, count() / (12 * RowKernel.ROWS));
    int each = RowKernel.whole((count() + pieces - 1) / pieces);
    int ranges = (count() + each - 1) / each;
    int chunk = ranges >= 4 ? matrix.out() : Math.max(2, (matrix.out() / 4 + 1) / 2 * 2);
    int chunks = (matrix.out() + chunk - 1) / chunk;
    return new Task() {
      @Override
      public int items() {
        return products() * ranges * chunks;
      }

      @Override
      public void run(int item, int worker) {
        int k0 = item % chunks * chunk;
        int range = item / chunks % ranges;
        int f = item / chunks / ranges;
        int row = range * each;
        kernel.multiply(
            scratch.of(Scratch.Shared.LEFT),
            START + f * plane(matrix.in()) + row * LANES,
            matrix.in(),
            rows * LANES,
            RowKernel.padded(Math.min(each, count() - row)),
            packed.data(),
            packed.offset() + f * WinogradWeights.plane(matrix),
            matrix.out(),
            k0,
            Math.min(matrix.out(), k0 + chunk),
            scratch.of(Scratch.Shared.RIGHT),
            START + f * plane(matrix.out()) + k0 * rows * LANES + row * LANES,
            rows * LANES);
      }
    };
  }

  /** The sums of outer products of the stage, into or added to {@code GRADIENTS}. */
  Task outer(WeightMatrix matrix, Scratch scratch) {
    int inputs = Math.min(matrix.in(), Math.max(1, 64 / LANES));
    int chunks = (matrix.in() + inputs - 1) / inputs;
    int step = 128;
    int outputs = matrix.out() * LANES;
    return new Task() {
      @Override
      public int items() {
        return products() * chunks;
      }

      @Override
      public void run(int item, int worker) {
        int f = item / chunks;
        int c0 = item % chunks * inputs;
        int c1 = Math.min(matrix.in(), c0 + inputs);
        float[] to = scratch.of(Scratch.Shared.GRADIENTS);
        int sums = START + f * WinogradWeights.plane(matrix);
        for (int row = 0; row < count(); row += step) {
          int rowsNow = Math.min(step, count() - row);
          for (int c = c0; c < c1; c++) {
            GradientKernel.multiply(
                scratch.of(Scratch.Shared.LEFT),
                START + f * plane(matrix.in()) + (c * rows + row) * LANES,
                scratch.of(Scratch.Shared.RIGHT),
                START + f * plane(matrix.out()) + row * LANES,
                rows * LANES,
                rowsNow,
                matrix.out(),
                to,
                sums + c * LANES * outputs,
                outputs,
                first > 0 || row > 0);
          }
        }
      }
    };
  }
}

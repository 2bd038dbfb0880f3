package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Scratch.START;

import java.util.List;

/**
 * A convolution, or the gradient of its input, as a matrix product: rows of pixels gathered into a
 * panel that fits the cache, through the reader, times the packed weights, through the writer to
 * the target. Gathering costs a load and a store for each input vector and tap, against as many
 * multiply-adds as there are output channels; where the rows lie as they are wanted, there is none.
 */
final class GatherProduct implements Task {
  /** Floats of a panel: half of a small second-level cache. */
  private static final int PANEL = 64 * 1024;

  /** Floats where the weights are more than that: each panel reads all of them from far away. */
  private static final int LARGE = 256 * 1024;

  private final Reader reader;
  private final Layout source;
  private final Groups groups;
  private final List<Grid> grids;
  private final Packed packed;
  private final Writer writer;
  private final Layout target;
  private final Scratch scratch;
  private final int[] weights;
  private final int[] rows;
  private final int[] parts;
  private final int units;
  private final int chunk;
  private final int chunks;
  private final boolean byImage;
  private final boolean inPlace;
  private final int panel;

  GatherProduct(
      Reader reader,
      Layout source,
      Groups groups,
      List<Grid> grids,
      Packed packed,
      Writer writer,
      Layout target,
      Scratch scratch) {
    this.reader = reader;
    this.source = source;
    this.groups = groups;
    this.grids = grids;
    this.packed = packed;
    this.writer = writer;
    this.target = target;
    this.scratch = scratch;
    weights = WeightPacking.offsets(groups, grids);
    rows = new int[grids.size()];
    parts = new int[grids.size()];
    byImage = grids.get(0).rows() >= 4 * RowKernel.ROWS;
    inPlace = byImage && reader.plain() && grids.size() == 1 && grids.get(0).identity();
    int total = 0;
    int largest = 0;
    for (int g = 0; g < grids.size(); g++) {
      Grid grid = grids.get(g);
      int available = byImage ? grid.rows() : grid.rows() * source.n();
      rows[g] = rowsOfPart(available, Math.max(1, grid.taps() * groups.in()) * LANES, groups.out());
      parts[g] = (available + rows[g] - 1) / rows[g] * (byImage ? source.n() : 1);
      total += parts[g];
      largest = Math.max(largest, grid.taps() * groups.in() * rows[g] * LANES);
    }
    units = total * groups.count();
    chunk = chunkOf(units, groups.out());
    chunks = (groups.out() + chunk - 1) / chunk;
    panel = largest;
    int most = 0;
    for (int count : rows) {
      most = Math.max(most, count);
    }
    scratch.require(panel + 2 * most * LANES);
    writer.slots(total);
  }

  private static int rowsOfPart(int available, int depth, int blocks) {
    int floats = (long) depth * blocks * LANES > PANEL ? LARGE : PANEL;
    int most = Math.max(RowKernel.ROWS, floats / depth);
    int parts = (available + most - 1) / most;
    return RowKernel.padded((available + parts - 1) / parts);
  }

  /** Output blocks of an item: few where there would be too few items for many threads. */
  private static int chunkOf(int units, int out) {
    int pieces = Math.max(1, Math.min((out + 1) / 2, 8 / units));
    return ((out + pieces - 1) / pieces + 1) / 2 * 2;
  }

  @Override
  public int items() {
    return units * chunks;
  }

  @Override
  public void run(int item, int worker) {
    int group = item % groups.count();
    int k0 = item / groups.count() % chunks * chunk;
    int slot = item / groups.count() / chunks;
    int part = slot;
    int g = 0;
    while (part >= parts[g]) {
      part -= parts[g++];
    }
    Grid grid = grids.get(g);
    int first;
    int count;
    if (byImage) {
      int each = parts[g] / source.n();
      int start = part % each * rows[g];
      first = part / each * grid.rows() + start;
      count = Math.min(rows[g], grid.rows() - start);
    } else {
      first = part * rows[g];
      count = Math.min(rows[g], grid.rows() * source.n() - first);
    }
    product(g, group, first, count, k0, Math.min(groups.out(), k0 + chunk), slot, worker);
  }

  private void product(
      int g, int group, int first, int count, int k0, int k1, int slot, int worker) {
    Grid grid = grids.get(g);
    float[] own = scratch.of(worker);
    int stride = this.rows[g] * LANES;
    int blocks = grid.taps() * groups.in();
    boolean there = inPlace && count >= RowKernel.ROWS;
    if (!there) {
      gather(grid, group, first, count, own, stride);
    }
    float[] a = there ? reader.data() : own;
    int ao = there ? reader.offset() + start(grid, group, first) : START;
    int as = there ? source.plane() : stride;
    int rows = there ? count : RowKernel.padded(count);
    int base = group * groups.out();
    int w = packed.offset() + weights[g * groups.count() + group];
    float[] b = packed.data();
    int out = START + panel;
    writer.begin(slot, (base + k0) * LANES, (base + k1) * LANES);
    for (int k = k0; k < k1; k += 2) {
      int end = Math.min(k1, k + 2);
      RowKernel.multiply(a, ao, blocks, as, rows, b, w, groups.out(), k, end, own, out, stride);
      for (int o = k; o < end; o++) {
        int block = (base + o) * target.plane();
        int from = out + (o - k) * stride;
        grid.scatter(writer, target, block, (base + o) * LANES, first, count, own, from, slot);
      }
    }
  }

  /** Where a row's first channel block lies. */
  private int start(Grid grid, int group, int row) {
    int image = row / grid.rows();
    int block = group * groups.in() * source.plane();
    return image * source.image() + block + row % grid.rows() * LANES;
  }

  private void gather(Grid grid, int group, int first, int count, float[] to, int stride) {
    for (int tap = 0; tap < grid.taps(); tap++) {
      for (int c = 0; c < groups.in(); c++) {
        int block = group * groups.in() + c;
        int at = START + (tap * groups.in() + c) * stride;
        int start = block * source.plane();
        grid.gather(reader, source, start, block * LANES, tap, first, count, to, at);
      }
    }
  }
}

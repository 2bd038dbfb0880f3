package org.resnet4j.vector.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.resnet4j.vector.kernel.Lanes.LANES;
import static org.resnet4j.vector.kernel.Lanes.SPECIES;
import static org.resnet4j.vector.kernel.Scratch.START;

import java.util.List;

/**
 * A convolution, or the gradient of its input, as a matrix product: rows of pixels gathered into a
 * panel that fits the cache, through the reader, times the packed weights, through the writer to
 * the target. Gathering costs a load and a store for each input vector and tap, against as many
 * multiply-adds as there are output channels; where the rows lie as they are wanted, there is none.
 */
final class GatherProduct implements Task {
  /** Input blocks whose weights for a pair of output blocks fit the first-level cache. */
  private static final int DEPTH = RowKernel.WIDTH / LANES;

  /** Output blocks whose products take far longer than gathering their inputs. */
  private static final int MANY = 32;

  /**
   * Inputs of a window, 3 x 3 of 32 channels, whose products need no register block of their own.
   */
  private static final int SMALL_WINDOW = 9 * 32;

  /** Multiplications of a part that are not worth being cut further. */
  private static final int SMALL = 1 << 19;

  private final Reader reader;
  private final Layout source;
  private final Groups groups;
  private final List<Grid> grids;
  private final Packed packed;
  private final Writer writer;
  private final Layout target;
  private final Scratch scratch;
  private final int[] weights;
  private final RowParts parts;
  private final int chunk;
  private final int chunks;
  private final boolean inPlace;
  private final boolean together;
  private final boolean direct;
  private final DirectRows directly;
  private final Finish[] finishes;

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
    parts = new RowParts(source.n(), groups, grids);
    boolean there = parts.byImage() && reader.plain() && grids.size() == 1;
    inPlace = there && grids.get(0).identity() && !worthGathering();
    chunk = chunkOf(parts, groups.out());
    chunks = (groups.out() + chunk - 1) / chunk;
    together = chunks > 1 && !inPlace;
    direct = parts.byImage() && grids.size() == 1 && grids.get(0).inOrder();
    finishes = Finish.of(scratch.workers());
    directly = new DirectRows(writer, target, scratch.workers());
    scratch.require(parts.panel() + (chunk + 2) * parts.most() * LANES);
    if (together) {
      scratch.require(Scratch.Shared.LEFT, parts.units() * parts.panel());
    }
    writer.slots(parts.slots());
  }

  /** Whether so many outputs read the rows that these are gathered though they could stay. */
  private boolean worthGathering() {
    Grid grid = grids.get(0);
    boolean whole = grid.rows() % RowKernel.ROWS == 0 && groups.out() % 2 == 0;
    return whole && groups.in() >= DEPTH && groups.out() >= MANY;
  }

  /** Output blocks of an item: few where there would be too few items for many threads. */
  private static int chunkOf(RowParts parts, int out) {
    boolean worth = (long) parts.panel() * out * LANES >= SMALL;
    int pieces = worth ? Math.max(1, Math.min((out + 1) / 2, 8 / parts.units())) : 1;
    return ((out + pieces - 1) / pieces + 1) / 2 * 2;
  }

  /** The tasks in order: where several items read the same panels, these are gathered first. */
  List<Task> tasks() {
    return together ? List.of(new Gathering(), this) : List.of(this);
  }

  /** Gathers all panels, a block of channels and a tap after the other. */
  private final class Gathering implements Task {
    private final int most = grids.stream().mapToInt(Grid::taps).max().orElseThrow() * groups.in();

    @Override
    public int items() {
      return parts.units() * most;
    }

    @Override
    public void run(int item, int worker) {
      var part = parts.of(item / most);
      int block = item % most;
      if (block < grids.get(part.grid()).taps() * groups.in()) {
        int at = START + part.unit() * parts.panel();
        gather(part, block, scratch.of(Scratch.Shared.LEFT), at);
      }
    }
  }

  @Override
  public int items() {
    return parts.units() * chunks;
  }

  @Override
  public void run(int item, int worker) {
    var part = parts.of(item / chunks);
    int k0 = item % chunks * chunk;
    int k1 = Math.min(groups.out(), k0 + chunk);
    var grid = grids.get(part.grid());
    int blocks = grid.taps() * groups.in();
    if (inPlace && part.count() >= RowKernel.ROWS) {
      int from = reader.offset() + first(part, source, part.group() * groups.in());
      multiply(part, reader.data(), from, source.plane(), part.count(), k0, k1, worker);
      return;
    }
    float[] own = scratch.of(worker);
    for (int b = 0; b < blocks && !together; b++) {
      gather(part, b, own, START);
    }
    float[] a = together ? scratch.of(Scratch.Shared.LEFT) : own;
    int from = together ? START + part.unit() * parts.panel() : START;
    int rows = RowKernel.padded(part.count());
    multiply(part, a, from, parts.stride(part), rows, k0, k1, worker);
  }

  /** The output blocks [k0, k1) of a part whose inputs lie in {@code a}. */
  private void multiply(
      RowParts.Part part, float[] a, int ao, int as, int rows, int k0, int k1, int worker) {
    int blocks = grids.get(part.grid()).taps() * groups.in();
    int base = part.group() * groups.out();
    writer.begin(part.slot(), (base + k0) * LANES, (base + k1) * LANES);
    if (rowwise(part)) {
      rowwise(part, a, ao, as, blocks, k0, k1, worker);
    } else if ((blocks > DEPTH || direct) && !smallWindow(part)) {
      deep(part, a, ao, as, blocks, rows, k0, k1, worker);
    } else {
      shallow(part, a, ao, as, blocks, rows, k0, k1, worker);
    }
  }

  /** A few rows after others, so that the processor writes results while it computes the next. */
  private void shallow(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int blocks,
      int rows,
      int k0,
      int k1,
      int worker) {
    int w = weights(part);
    float[] b = packed.data();
    float[] own = scratch.of(worker);
    int stride = parts.stride(part);
    int out = START + parts.panel();
    int some = 4 * RowKernel.ROWS;
    for (int k = k0; k < k1; k += 2) {
      for (int row = 0, end; row < rows; row = end) {
        end = rows - row - some < RowKernel.ROWS ? rows : row + some;
        int from = ao + row * LANES;
        RowKernel.multiply(
            a, from, blocks, as, end - row, b, w, groups.out(), k, k + 1, own, out, stride);
        write(part, k, row, end - row, own, out);
      }
    }
  }

  /**
   * The product where the inputs may be many: some of them after others, so that the weights of a
   * pair of output blocks stay in the first-level cache for all rows.
   */
  private void deep(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int blocks,
      int rows,
      int k0,
      int k1,
      int worker) {
    int w = weights(part);
    float[] b = packed.data();
    int whole = part.count() / RowKernel.ROWS * RowKernel.ROWS;
    for (int b0 = 0; b0 < blocks; b0 += DEPTH) {
      int b1 = Math.min(blocks, b0 + DEPTH);
      for (int k = k0; k < k1; k += 2) {
        int done = direct && k + 1 < groups.out() ? whole : 0;
        if (done > 0) {
          int block = part.group() * groups.out() + k;
          int at = first(part, target, block);
          int wk = w + k * blocks * LANES * LANES;
          int channel = block * LANES;
          int slot = part.slot();
          directly.multiply(
              a, ao, as, b0, b1, blocks, done, b, wk, at, channel, slot, false, worker);
        }
        if (done < part.count()) {
          rest(part, a, ao, as, b0, b1, blocks, done, rows, k, k0, worker);
        }
      }
    }
  }

  /** As {@link #deep}, where the inputs of a row lie one after the other, {@link #DEPTH} blocks. */
  private void rowwise(
      RowParts.Part part, float[] a, int ao, int as, int blocks, int k0, int k1, int worker) {
    int w = weights(part);
    float[] b = packed.data();
    for (int b0 = 0; b0 < blocks; b0 += DEPTH) {
      int b1 = Math.min(blocks, b0 + DEPTH);
      for (int k = k0; k < k1; k += 2) {
        int wk = w + k * blocks * LANES * LANES;
        if (direct) {
          int block = part.group() * groups.out() + k;
          int at = first(part, target, block);
          int channel = block * LANES;
          int rows = part.count();
          directly.multiply(
              a, ao, as, b0, b1, blocks, rows, b, wk, at, channel, part.slot(), true, worker);
        } else {
          sums(part, a, ao, as, b0, b1, blocks, b, wk, k, k0, worker);
        }
      }
    }
  }

  /** The inputs [b0, b1) of all rows, added in the scratch to those before. */
  private void sums(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int b0,
      int b1,
      int blocks,
      float[] b,
      int w,
      int k,
      int k0,
      int worker) {
    float[] own = scratch.of(worker);
    int out = START + parts.panel() + (k - k0) * as;
    int from = ao + b0 * as;
    int weights = w + b0 * LANES * LANES;
    int inputs = (b1 - b0) * LANES;
    int second = blocks * LANES * LANES;
    RowKernel.rowwise(
        a, from, inputs, part.count(), b, weights, second, b0 == 0, own, out, as, finishes[worker]);
    if (b1 == blocks) {
      write(part, k, 0, part.count(), own, out);
    }
  }

  /** The rows from {@code done} on by way of the scratch. */
  private void rest(
      RowParts.Part part,
      float[] a,
      int ao,
      int as,
      int b0,
      int b1,
      int blocks,
      int done,
      int rows,
      int k,
      int k0,
      int worker) {
    // a last partial register block starts earlier where there is nothing behind it
    int count = done == 0 ? rows : RowKernel.padded(part.count() - done);
    int first = Math.min(done, rows - count);
    float[] own = scratch.of(worker);
    int stride = parts.stride(part);
    int out = START + parts.panel();
    int sums = out + (k - k0) * stride;
    int spare = out + chunk * stride;
    int to = b0 == 0 ? sums : spare;
    int from = ao + first * LANES;
    int w = weights(part);
    RowKernel.part(
        a, from, b0, b1, blocks, as, count, packed.data(), w, groups.out(), k, own, to, stride);
    if (b0 > 0) {
      add(own, spare, sums, (k + 1 < groups.out() ? stride : 0) + count * LANES);
    }
    if (b1 == blocks) {
      int at = sums + (done - first) * LANES;
      write(part, k, done, part.count() - done, own, at);
    }
  }

  /**
   * Whether a part's panel has the inputs of a row one after the other: it is as fast as can be.
   */
  private boolean rowwise(RowParts.Part part) {
    int blocks = grids.get(part.grid()).taps() * groups.in();
    boolean whole = part.count() % RowKernel.ROWS == 0 && groups.out() % 2 == 0;
    return whole && blocks >= DEPTH && !inPlace && !smallWindow(part);
  }

  /**
   * Whether a window has so few inputs that the plain register block is fast enough: the JVM has
   * fewer kernels to compile before the first step of a small network.
   */
  private boolean smallWindow(RowParts.Part part) {
    int taps = grids.get(part.grid()).taps();
    return taps > 1 && taps * groups.in() * LANES <= SMALL_WINDOW;
  }

  /** Where the first row of a part lies in a block of channels. */
  private int first(RowParts.Part part, Layout layout, int block) {
    int length = grids.get(0).rows();
    int pixel = part.first() % length * LANES;
    return part.first() / length * layout.image() + block * layout.plane() + pixel;
  }

  private int weights(RowParts.Part part) {
    return packed.offset() + weights[part.grid() * groups.count() + part.group()];
  }

  /** Hands a pair of output blocks, or the last single one, to the writer. */
  private void write(RowParts.Part part, int k, int row, int rows, float[] own, int from) {
    int count = Math.min(rows, part.count() - row);
    var grid = grids.get(part.grid());
    for (int o = k; o < Math.min(groups.out(), k + 2); o++) {
      int channel = part.group() * groups.out() + o;
      int at = from + (o - k) * parts.stride(part);
      int block = channel * target.plane();
      int first = part.first() + row;
      grid.scatter(writer, target, block, channel * LANES, first, count, own, at, part.slot());
    }
  }

  private static void add(float[] x, int from, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      var sum = fromArray(SPECIES, x, to + i).add(fromArray(SPECIES, x, from + i));
      sum.intoArray(x, to + i);
    }
  }

  /** Gathers one block of a panel: a block of channels for one tap. */
  private void gather(RowParts.Part part, int b, float[] to, int panel) {
    int block = part.group() * groups.in() + b % groups.in();
    int start = block * source.plane();
    int tap = b / groups.in();
    boolean rowwise = rowwise(part);
    int column = rowwise ? b % DEPTH : b;
    int at =
        panel + (b - column) * parts.stride(part) + column * (rowwise ? LANES : parts.stride(part));
    int step = rowwise ? RowKernel.WIDTH : LANES;
    grids
        .get(part.grid())
        .gather(
            reader, source, start, block * LANES, tap, part.first(), part.count(), to, at, step);
  }
}

package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.PairRounding;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * The inputs of a part's rows, gathered through the reader: a block of channels for each tap of the
 * kernel. A block has all of its rows one after the other, or, where the product needs it, each row
 * has {@link RowKernel#WIDTH} of its inputs one after the other. In pairs of bfloat16, each row has
 * all of its inputs one after the other.
 */
final class Panels {
  /** Input blocks whose weights for a pair of output blocks fit the first-level cache. */
  static final int DEPTH = RowKernel.WIDTH / LANES;

  /** Output blocks whose products take far longer than gathering their inputs. */
  private static final int MANY = 32;

  /** Inputs of a window, 3 x 3 of 32 channels, whose products need no separate register block. */
  private static final int SMALL_WINDOW = 9 * 32;

  private final Reader reader;
  private final Layout source;
  private final WeightMatrix matrix;
  private final List<Grid> grids;
  private final RowParts parts;
  private final boolean paired;
  private final boolean inPlace;

  Panels(
      Reader reader,
      Layout source,
      WeightMatrix matrix,
      List<Grid> grids,
      RowParts parts,
      boolean paired) {
    this.reader = reader;
    this.source = source;
    this.matrix = matrix;
    this.grids = grids;
    this.parts = parts;
    this.paired = paired;
    boolean there = !paired && parts.byImage() && reader.plain() && grids.size() == 1;
    inPlace = there && grids.get(0).identity() && !worthGathering();
  }

  /**
   * Whether so many outputs read the rows that gathering pays even though they could be read in
   * place.
   */
  private boolean worthGathering() {
    Grid grid = grids.get(0);
    boolean whole = grid.rows() % RowKernel.ROWS == 0 && matrix.out() % 2 == 0;
    return whole && matrix.in() >= DEPTH && matrix.out() >= MANY;
  }

  /** Whether inputs are pairs of bfloat16. */
  boolean paired() {
    return paired;
  }

  /** Floats from one row of a panel of pairs to the next. */
  int pairs(RowParts.Part part) {
    return blocks(part) * PairRounding.PAIRS;
  }

  /** Floats of a block before it is rounded to pairs. */
  int strip() {
    return paired ? parts.most() * LANES : 0;
  }

  /** Whether rows can be read in place. */
  boolean inPlace() {
    return inPlace;
  }

  /** Blocks of a part's panel. */
  int blocks(RowParts.Part part) {
    return grids.get(part.grid()).taps() * matrix.in();
  }

  /** Whether a panel has the inputs of a row one after the other, which is the fastest. */
  boolean rowwise(RowParts.Part part) {
    boolean whole = part.count() % RowKernel.ROWS == 0 && matrix.out() % 2 == 0;
    return whole && blocks(part) >= DEPTH && !inPlace && !smallWindow(part);
  }

  /**
   * Whether a window has so few inputs that the plain register block is fast enough: the JVM has
   * fewer kernels to compile before the first step of a small network.
   */
  boolean smallWindow(RowParts.Part part) {
    int taps = grids.get(part.grid()).taps();
    return taps > 1 && taps * matrix.in() * LANES <= SMALL_WINDOW;
  }

  /** Where a part's rows begin that are read in place. */
  int start(RowParts.Part part) {
    return reader.offset() + parts.first(part, source, part.group() * matrix.in());
  }

  /** The array of rows that are read in place. */
  float[] data() {
    return reader.data();
  }

  /**
   * Gathers block {@code b} of a panel that begins at {@code panel}.
   *
   * @param own holds the {@link #strip} from {@code strip} on
   */
  void gather(RowParts.Part part, int b, float[] to, int panel, float[] own, int strip) {
    if (paired) {
      gather(part, b, own, strip, LANES);
      int at = panel + b * PairRounding.PAIRS;
      PairRounding.rows(own, strip, part.count(), to, at, pairs(part));
      return;
    }
    boolean rowwise = rowwise(part);
    int column = rowwise ? b % DEPTH : b;
    int stride = parts.stride(part);
    int at = panel + (b - column) * stride + column * (rowwise ? LANES : stride);
    gather(part, b, to, at, rowwise ? RowKernel.WIDTH : LANES);
  }

  private void gather(RowParts.Part part, int b, float[] to, int at, int step) {
    int block = part.group() * matrix.in() + b % matrix.in();
    int start = block * source.plane();
    int tap = b / matrix.in();
    grids
        .get(part.grid())
        .gather(
            reader, source, start, block * LANES, tap, part.first(), part.count(), to, at, step);
  }

  /** A task that gathers the panels of all parts, one after the other from {@code start}. */
  Task gathering(Scratch scratch, int start) {
    int most = grids.stream().mapToInt(Grid::taps).max().orElseThrow() * matrix.in();
    return new Task() {
      @Override
      public int items() {
        return parts.units() * most;
      }

      @Override
      public void run(int item, int worker) {
        var part = parts.of(item / most);
        int block = item % most;
        if (block < blocks(part)) {
          int at = start + part.unit() * parts.panel();
          float[] to = scratch.of(Scratch.Shared.LEFT);
          gather(part, block, to, at, scratch.of(worker), Scratch.START);
        }
      }
    };
  }
}

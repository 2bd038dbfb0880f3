package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import java.util.List;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * A convolution, or the gradient of its input, as a matrix product: rows of pixels gathered into a
 * panel that fits the cache, through the reader, times the packed weights, through the writer to
 * the target. Gathering costs a load and a store for each input vector and tap, against as many
 * multiply-adds as there are output channels; where the rows are already in the needed order, there
 * is none.
 */
final class GatherProduct implements Task {
  /** The number of multiplications below which a part is not cut further. */
  private static final int SMALL = 1 << 19;

  private final Layout source;
  private final WeightMatrix matrix;
  private final Scratch scratch;
  private final RowParts parts;
  private final Panels panels;
  private final PanelProduct product;
  private final int chunk;
  private final int chunks;
  private final boolean together;

  GatherProduct(
      Reader reader,
      WeightMatrix matrix,
      List<Grid> grids,
      boolean paired,
      PackedSpan packed,
      Writer writer,
      Scratch scratch) {
    source = matrix.source();
    this.matrix = matrix;
    this.scratch = scratch;
    parts = new RowParts(source.n(), matrix, grids);
    panels = new Panels(reader, source, matrix, grids, parts, paired);
    chunk = chunkOf(parts, matrix.out());
    chunks = (matrix.out() + chunk - 1) / chunk;
    together = chunks > 1 && !panels.inPlace();
    product =
        new PanelProduct(
            panels, parts, matrix, grids, packed, writer, matrix.target(), scratch, chunk);
    if (together) {
      scratch.require(Scratch.Shared.LEFT, parts.units() * parts.panel());
      scratch.require(panels.strip());
    }
  }

  /** Output blocks of an item: few where there would be too few items for many threads. */
  private static int chunkOf(RowParts parts, int out) {
    boolean worth = (long) parts.panel() * out * LANES >= SMALL;
    int pieces = worth ? Math.max(1, Math.min((out + 1) / 2, 8 / parts.units())) : 1;
    return ((out + pieces - 1) / pieces + 1) / 2 * 2;
  }

  /** The tasks in order: where several items read the same panels, these are gathered first. */
  List<Task> tasks() {
    return together ? List.of(panels.gathering(scratch, START), this) : List.of(this);
  }

  @Override
  public int items() {
    return parts.units() * chunks;
  }

  @Override
  public void run(int item, int worker) {
    var part = parts.of(item / chunks);
    int k0 = item % chunks * chunk;
    int k1 = Math.min(matrix.out(), k0 + chunk);
    if (panels.inPlace() && part.count() >= RowKernel.ROWS) {
      float[] a = panels.data();
      product.multiply(part, a, panels.start(part), source.plane(), part.count(), k0, k1, worker);
      return;
    }
    float[] own = scratch.of(worker);
    int blocks = panels.blocks(part);
    for (int b = 0; b < blocks && !together; b++) {
      panels.gather(part, b, own, START, own, START + parts.panel());
    }
    float[] a = together ? scratch.of(Scratch.Shared.LEFT) : own;
    int from = together ? START + part.unit() * parts.panel() : START;
    int rows = RowKernel.padded(part.count());
    product.multiply(part, a, from, parts.stride(part), rows, k0, k1, worker);
  }
}

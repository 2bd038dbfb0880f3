package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.List;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * Packs weights (out, in / groups, kernel, kernel) in the order in which {@code RowKernel} reads
 * them: for each grid and group, (output blocks, taps, input blocks, lanes, lanes).
 */
final class WeightPacking implements Task {
  private final Span weights;
  private final WeightMatrix matrix;
  private final List<Grid> grids;
  private final PackedSpan packed;
  private final int[] offsets;

  WeightPacking(Span weights, WeightMatrix matrix, List<Grid> grids, PackedSpan packed) {
    this.weights = weights;
    this.matrix = matrix;
    this.grids = grids;
    this.packed = packed;
    offsets = offsets(matrix, grids);
  }

  /** Floats of all packed weights. */
  static int size(WeightMatrix matrix, List<Grid> grids) {
    int taps = grids.stream().mapToInt(Grid::taps).sum();
    return Math.multiplyExact(matrix.count() * taps, matrix.in() * matrix.out() * LANES * LANES);
  }

  /** Where the weights of each grid and group begin. */
  static int[] offsets(WeightMatrix matrix, List<Grid> grids) {
    int[] offsets = new int[grids.size() * matrix.count()];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += grids.get(i / matrix.count()).taps() * matrix.in() * matrix.out() * LANES * LANES;
    }
    return offsets;
  }

  @Override
  public int items() {
    return matrix.count() * matrix.out();
  }

  @Override
  public void run(int item, int worker) {
    int group = item / matrix.out();
    int block = item % matrix.out();
    int inputs = matrix.in() * LANES;
    for (int g = 0; g < grids.size(); g++) {
      Grid grid = grids.get(g);
      int panel = grid.taps() * inputs * LANES;
      int at = packed.offset() + offsets[g * matrix.count() + group];
      at += block * panel;
      for (int tap = 0; tap < grid.taps(); tap++) {
        int element = grid.kernelIndex()[tap];
        for (int input = 0; input < inputs; input += LANES) {
          int to = at + (tap * inputs + input) * LANES;
          matrix.readBlock(weights, group, input / LANES, block, element, packed.data(), to);
        }
      }
    }
  }
}

package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.List;
import org.resnet4j.vector.kernel.memory.Packed;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.Groups;

/**
 * Brings weights (out, in / groups, kernel, kernel) into the order in which {@code RowKernel} reads
 * them: for each grid and group, (output blocks, taps, input blocks, lanes, lanes).
 */
public final class WeightPacking implements Task {
  private final Span weights;
  private final Groups groups;
  private final List<Grid> grids;
  private final Packed packed;
  private final int[] offsets;

  public WeightPacking(Span weights, Groups groups, List<Grid> grids, Packed packed) {
    this.weights = weights;
    this.groups = groups;
    this.grids = grids;
    this.packed = packed;
    offsets = offsets(groups, grids);
  }

  /** Floats of all packed weights. */
  public static int size(Groups groups, List<Grid> grids) {
    int taps = grids.stream().mapToInt(Grid::taps).sum();
    return Math.multiplyExact(groups.count() * taps, groups.in() * groups.out() * LANES * LANES);
  }

  /** Where the weights of each grid and group begin. */
  static int[] offsets(Groups groups, List<Grid> grids) {
    int[] offsets = new int[grids.size() * groups.count()];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += grids.get(i / groups.count()).taps() * groups.in() * groups.out() * LANES * LANES;
    }
    return offsets;
  }

  @Override
  public int items() {
    return groups.count() * groups.out();
  }

  @Override
  public void run(int item, int worker) {
    int group = item / groups.out();
    int block = item % groups.out();
    int inputs = groups.in() * LANES;
    for (int g = 0; g < grids.size(); g++) {
      Grid grid = grids.get(g);
      int panel = grid.taps() * inputs * LANES;
      int at = packed.offset() + offsets[g * groups.count() + group];
      at += block * panel;
      for (int tap = 0; tap < grid.taps(); tap++) {
        int element = grid.kernelIndex()[tap];
        for (int input = 0; input < inputs; input += LANES) {
          int to = at + (tap * inputs + input) * LANES;
          groups.readBlock(weights, group, input / LANES, block, element, packed.data(), to);
        }
      }
    }
  }
}

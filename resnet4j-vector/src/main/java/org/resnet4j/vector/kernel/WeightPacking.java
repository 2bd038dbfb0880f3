package org.resnet4j.vector.kernel;

import static org.resnet4j.vector.kernel.Lanes.LANES;

import java.util.List;

/**
 * Brings weights (out, in / groups, kernel, kernel) into the order in which {@link RowKernel} reads
 * them: for each grid and group, (pairs of output blocks, taps, input blocks, lanes, 2 · lanes).
 */
final class WeightPacking implements Task {
  private final Span weights;
  private final Groups groups;
  private final List<Grid> grids;
  private final Packed packed;

  WeightPacking(Span weights, Groups groups, List<Grid> grids, Packed packed) {
    this.weights = weights;
    this.groups = groups;
    this.grids = grids;
    this.packed = packed;
  }

  /** Floats of all packed weights. */
  static int size(Groups groups, List<Grid> grids) {
    int taps = grids.stream().mapToInt(Grid::taps).sum();
    return Math.multiplyExact(groups.count() * taps, groups.in() * groups.out() * LANES * LANES);
  }

  /** Where the weights of a grid and group begin. */
  static int offset(Groups groups, List<Grid> grids, int grid, int group) {
    int taps = grids.subList(0, grid).stream().mapToInt(Grid::taps).sum() * groups.count();
    return (taps + group * grids.get(grid).taps()) * groups.in() * groups.out() * LANES * LANES;
  }

  @Override
  public int items() {
    return groups.count() * groups.out();
  }

  @Override
  public void run(int item, int worker) {
    for (int g = 0; g < grids.size(); g++) {
      Grid grid = grids.get(g);
      int group = item / groups.out();
      int block = item % groups.out();
      int panel = grid.taps() * groups.in() * LANES * LANES;
      int width = (block | 1) < groups.out() ? 2 * LANES : LANES;
      int at = offset(grids, g, group) + (block & ~1) * panel + (block & 1) * LANES;
      for (int lane = 0; lane < LANES; lane++) {
        output(grid, group, block * LANES + lane, packed.data(), at + lane, width);
      }
    }
  }

  private int offset(List<Grid> all, int grid, int group) {
    int taps = 0;
    for (int g = 0; g < grid; g++) {
      taps += all.get(g).taps();
    }
    return (taps * groups.count() + group * all.get(grid).taps())
        * groups.in()
        * groups.out()
        * LANES
        * LANES;
  }

  private void output(Grid grid, int group, int channel, float[] to, int at, int width) {
    int inputs = groups.in() * LANES;
    float[] w = weights.data();
    for (int input = 0; input < inputs; input++) {
      int kernel = groups.kernel(group * inputs + input, group * groups.out() * LANES + channel);
      for (int tap = 0; tap < grid.taps(); tap++) {
        float value = kernel < 0 ? 0f : w[weights.offset() + kernel + grid.kernelIndex()[tap]];
        to[at + (tap * inputs + input) * width] = value;
      }
    }
  }
}

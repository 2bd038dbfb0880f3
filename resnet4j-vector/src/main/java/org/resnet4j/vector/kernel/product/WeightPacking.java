package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;
import static org.resnet4j.vector.kernel.memory.Scratch.START;

import java.util.List;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.PackedSpan;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.microkernel.PairRounding;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * Packs weights (out, in / groups, kernel, kernel) in the order in which {@code RowKernel} reads
 * them: for each grid and group, (output blocks, taps, input blocks, lanes, lanes); in pairs of
 * bfloat16, (output blocks, taps, input blocks, lanes / 2, lanes).
 */
final class WeightPacking implements Task {
  private final Span weights;
  private final WeightMatrix matrix;
  private final List<Grid> grids;
  private final boolean paired;
  private final PackedSpan packed;
  private final LoopKernel loops;
  private final int[] offsets;

  WeightPacking(
      Span weights, WeightMatrix matrix, List<Grid> grids, boolean paired, PackedSpan packed) {
    this.weights = weights;
    this.matrix = matrix;
    this.grids = grids;
    this.paired = paired;
    this.packed = packed;
    loops = Loops.of(packed.scratch());
    offsets = offsets(matrix, grids, paired);
    if (paired) {
      packed.scratch().require(matrix.in() * LANES * LANES);
    }
  }

  /** Floats of all packed weights. */
  static int size(WeightMatrix matrix, List<Grid> grids, boolean paired) {
    int taps = grids.stream().mapToInt(Grid::taps).sum();
    return Math.multiplyExact(matrix.count() * taps, matrix.in() * matrix.out() * block(paired));
  }

  /** Floats of a block of inputs for a block of outputs. */
  static int block(boolean paired) {
    return paired ? LANES * LANES / 2 : LANES * LANES;
  }

  /** Where the weights of each grid and group begin. */
  static int[] offsets(WeightMatrix matrix, List<Grid> grids, boolean paired) {
    int[] offsets = new int[grids.size() * matrix.count()];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += grids.get(i / matrix.count()).taps() * matrix.in() * matrix.out() * block(paired);
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
    for (int g = 0; g < grids.size(); g++) {
      Grid grid = grids.get(g);
      int panel = grid.taps() * matrix.in() * block(paired);
      int at = packed.offset() + offsets[g * matrix.count() + group];
      at += block * panel;
      for (int tap = 0; tap < grid.taps(); tap++) {
        int element = grid.kernelIndex()[tap];
        pack(group, block, element, at + tap * matrix.in() * block(paired), worker);
      }
    }
  }

  /** One element of the kernels of all inputs. */
  private void pack(int group, int block, int element, int to, int worker) {
    if (!paired) {
      matrix.readBlocks(loops, weights, group, matrix.in(), block, element, packed.data(), to);
      return;
    }
    float[] own = packed.scratch().of(worker);
    matrix.readBlocks(loops, weights, group, matrix.in(), block, element, own, START);
    for (int input = 0; input < matrix.in(); input++) {
      int from = START + input * LANES * LANES;
      PairRounding.lanes(own, from, LANES, packed.data(), to + input * block(true));
    }
  }
}

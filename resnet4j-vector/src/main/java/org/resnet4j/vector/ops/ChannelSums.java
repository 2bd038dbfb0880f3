package org.resnet4j.vector.ops;

import jdk.incubator.vector.FloatVector;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Species;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Two sums per channel over (N, H, W), gathered in fixed parts: each part is a block of channels
 * and a few examples, summed in float; the parts are summed in order in double.
 */
final class ChannelSums {
  private static final int L = Lanes.LANES;

  /** The number of channels that an item finishes: fewer are not worth waking another thread. */
  private static final int CHANNELS = 128;

  private final Layout extent;
  private final int examples;
  private final int chunks;
  private final float[] parts;

  /** What is summed: adds to {@code parts[to …]} and {@code parts[to + lanes …]}. */
  @FunctionalInterface
  interface PartialSum {
    void add(int block, int offset, float[] parts, int to);
  }

  /** What happens to the sums of one channel. */
  @FunctionalInterface
  interface Finish {
    void channel(int channel, double first, double second);
  }

  ChannelSums(Layout extent) {
    this.extent = extent;
    examples = Math.max(1, 2 * Work.ITEM / extent.plane());
    chunks = (extent.n() + examples - 1) / examples;
    parts = new float[extent.blocks() * chunks * 2 * L];
  }

  Task gather(PartialSum part) {
    return Work.of(
        extent.blocks() * chunks,
        (item, worker) -> {
          int to = item * 2 * L;
          FloatVector.zero(Species.SPECIES).intoArray(parts, to);
          FloatVector.zero(Species.SPECIES).intoArray(parts, to + L);
          int block = item / chunks;
          int first = item % chunks * examples;
          int last = Math.min(extent.n(), first + examples);
          for (int n = first; n < last; n++) {
            part.add(block, n * extent.image() + block * extent.plane(), parts, to);
          }
        });
  }

  Task finish(Finish finish) {
    int items = (extent.channels() + CHANNELS - 1) / CHANNELS;
    return Work.each(
        items,
        item -> {
          int end = Math.min(extent.channels(), (item + 1) * CHANNELS);
          for (int channel = item * CHANNELS; channel < end; channel++) {
            finishChannel(channel, finish);
          }
        });
  }

  private void finishChannel(int channel, Finish finish) {
    double first = 0;
    double second = 0;
    int at = channel / L * chunks * 2 * L + channel % L;
    for (int chunk = 0; chunk < chunks; chunk++, at += 2 * L) {
      first += parts[at];
      second += parts[at + L];
    }
    finish.channel(channel, first, second);
  }
}

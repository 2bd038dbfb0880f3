package org.resnet4j.vector.ops;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * The sums of one batch norm over the batches of several processes: each brings its own sums and
 * its number of values, and all get the totals (synchronised batch norm). The sums of values come
 * from the forward pass, those of gradients from the backward pass, in turn.
 */
public final class NormExchange {
  private final Consumer<double[]> sum;
  private final int channels;
  private final double ownCount;
  private final double[] sums;

  /**
   * @param sum replaces an array by its sum over all processes
   * @param ownCount how many values a channel has here
   */
  NormExchange(Consumer<double[]> sum, int channels, double ownCount) {
    this.sum = sum;
    this.channels = channels;
    this.ownCount = ownCount;
    sums = new double[2 * channels + 1];
  }

  /** How many values a channel has in all processes, after an exchange. */
  double count() {
    return sums[2 * channels];
  }

  /**
   * The tasks that go on with the totals.
   *
   * @param own hands this process's sums over
   * @param finish gets the totals
   */
  List<Task> tasks(
      Function<ChannelSums.Finish, Task> own, ChannelSums.Finish keep, ChannelSums.Finish finish) {
    var bring =
        own.apply(
            (c, first, second) -> {
              keep.channel(c, first, second);
              sums[c] = first;
              sums[channels + c] = second;
            });
    var exchange =
        Work.each(
            1,
            only -> {
              sums[2 * channels] = ownCount;
              sum.accept(sums);
            });
    var take = Work.each(channels, c -> finish.channel(c, sums[c], sums[channels + c]));
    return List.of(bring, exchange, take);
  }
}

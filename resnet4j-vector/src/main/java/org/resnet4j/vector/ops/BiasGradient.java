package org.resnet4j.vector.ops;

import java.util.List;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** The gradient of a bias: the sum of the output's gradient over (N, H, W). */
public final class BiasGradient {
  private BiasGradient() {}

  /** Adds to {@code to}, (channels). */
  public static List<Task> tasks(Layout extent, Span dy, float[] to) {
    var sums = new ChannelSums(extent);
    return List.of(
        sums.gather(
            (block, offset, parts, at) -> {
              int from = dy.offset() + offset;
              NormLoops.moments(dy.data(), from, from + extent.plane(), parts, at);
            }),
        sums.finish((channel, sum, squares) -> to[channel] += (float) sum));
  }
}

package org.resnet4j.vector.kernel.memory;

import java.util.List;
import java.util.stream.Stream;

/**
 * One direction of one convolution as tasks to be done one after the other, each by the whole pool.
 *
 * @param prepare brings the weights into the kernels' order: again whenever they have changed
 * @param compute the pass itself
 */
public record Pass(List<Task> prepare, List<Task> compute) {
  /** This pass and then another, whose weights may lie in the same memory. */
  public Pass and(Pass other) {
    Stream<Task> behind = Stream.concat(other.prepare.stream(), other.compute.stream());
    return new Pass(prepare, Stream.concat(compute.stream(), behind).toList());
  }
}

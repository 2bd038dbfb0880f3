package org.resnet4j.vector.kernel.memory;

import java.util.List;
import java.util.stream.Stream;

/**
 * One direction of a convolution as tasks to be done one after the other, each by all threads.
 *
 * @param prepare brings the weights into the kernels' order: again whenever they have changed
 * @param compute the convolution itself
 */
public record TaskSequence(List<Task> prepare, List<Task> compute) {
  /** A single task whose weights need no packing. */
  public static TaskSequence of(Task task) {
    return new TaskSequence(List.of(), List.of(task));
  }

  /** This sequence and then another, whose weights may lie in the same memory. */
  public TaskSequence and(TaskSequence other) {
    Stream<Task> after = Stream.concat(other.prepare.stream(), other.compute.stream());
    return new TaskSequence(prepare, Stream.concat(compute.stream(), after).toList());
  }
}

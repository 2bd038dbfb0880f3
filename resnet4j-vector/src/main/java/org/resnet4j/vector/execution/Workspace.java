package org.resnet4j.vector.execution;

import org.resnet4j.vector.kernel.machine.ProvidedKernels;
import org.resnet4j.vector.kernel.memory.Scratch;

/**
 * The memory that the executables of one network work in, one at a time.
 *
 * @param arenas the memory of values
 * @param scratch what kernels use while they run
 * @param packed weights that keep their kernels' order; shared with other workspaces
 * @param exchange what is exchanged with other processes
 */
public record Workspace(
    Arenas arenas, Scratch scratch, PackedWeights packed, GradientExchange exchange) {

  /** Of a network that is alone. */
  public Workspace(Arenas arenas, Scratch scratch, PackedWeights packed) {
    this(arenas, scratch, packed, GradientExchange.none());
  }

  /** Empty, for so many threads; it grows with what works in it. */
  public Workspace(int threads, PackedWeights packed) {
    this(new Arenas(), new Scratch(threads), packed);
  }

  /** The same with the kernels of other modules, where there are any. */
  public Workspace(int threads, PackedWeights packed, ProvidedKernels kernels) {
    this(new Arenas(), new Scratch(threads, kernels), packed);
  }

  /** The same for one of several processes that train together. */
  public Workspace with(GradientExchange other) {
    return new Workspace(arenas, scratch, packed, other);
  }
}

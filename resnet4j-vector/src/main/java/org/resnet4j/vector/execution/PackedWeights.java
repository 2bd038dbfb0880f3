package org.resnet4j.vector.execution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Step;
import org.resnet4j.vector.program.WeightSource;

/**
 * A network's weights in the kernels' order, packed once and shared by all its executables: those
 * of other batch sizes too, where the algorithm is the same. Thread-safe.
 */
public final class PackedWeights {
  /** The key of packed weights. */
  private record Key(String path, Algorithm algorithm, WeightSource source) {
    static Key of(Op.Convolve conv) {
      var source =
          conv.weights() instanceof WeightSource.Prepacked packed
              ? packed.source()
              : conv.weights();
      return new Key(conv.path(), conv.algorithm(), source);
    }
  }

  /**
   * Memory of one convolution.
   *
   * @param bias (out), padded to whole blocks; {@link Span#NONE} without one
   */
  record Packed(Span weights, Span bias) {}

  private final Map<Key, Packed> memory = new HashMap<>();
  private final Set<Key> filled = new HashSet<>();

  /** The place of a convolution's weights, valid once its step of the prologue has run. */
  synchronized Packed of(Op.Convolve conv, int floats, int biases) {
    return memory.computeIfAbsent(
        Key.of(conv), key -> new Packed(span(floats), biases == 0 ? Span.NONE : span(biases)));
  }

  /**
   * Runs the steps of a prologue that have not been run yet, one at a time, so that their temporary
   * memory exists once.
   *
   * @param tasks makes the tasks of a step
   */
  synchronized void fill(List<Step> prologue, Function<Step, List<Task>> tasks, ThreadPool pool) {
    for (var step : prologue) {
      if (step instanceof Step.Pack pack && !filled.contains(Key.of(pack.convolution()))) {
        pool.run(tasks.apply(step).toArray(Task[]::new));
        filled.add(Key.of(pack.convolution()));
      }
    }
  }

  private static Span span(int floats) {
    return new Span(new float[floats]);
  }
}

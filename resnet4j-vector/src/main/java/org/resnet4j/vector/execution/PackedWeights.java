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
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.WeightSource;

/**
 * A network's weights in the kernels' order, packed once and shared by all its executables: those
 * of other batch sizes too, where the algorithm is the same. Thread-safe.
 */
public final class PackedWeights {
  /** The key of packed weights. */
  private record Origin(String path, Algorithm algorithm, WeightSource source) {
    static Origin of(Op.Convolve conv) {
      var source =
          conv.weights() instanceof WeightSource.Prepacked packed
              ? packed.source()
              : conv.weights();
      return new Origin(conv.path(), conv.algorithm(), source);
    }
  }

  /**
   * Memory of one convolution.
   *
   * @param bias (out), padded to whole blocks; {@link Span#NONE} without one
   */
  record PackedConvolution(Span weights, Span bias) {}

  private final Map<Origin, PackedConvolution> memory = new HashMap<>();
  private final Set<Origin> filled = new HashSet<>();

  /** The place of a convolution's weights, valid once its instruction of the prologue has run. */
  synchronized PackedConvolution of(Op.Convolve conv, int floats, int biases) {
    return memory.computeIfAbsent(
        Origin.of(conv),
        key -> new PackedConvolution(span(floats), biases == 0 ? Span.NONE : span(biases)));
  }

  /**
   * Runs the instructions of a prologue that have not been run yet, one at a time, so that their
   * temporary memory exists once.
   *
   * @param tasks makes the tasks of an instruction
   */
  synchronized void fill(
      List<Instruction> prologue, Function<Instruction, List<Task>> tasks, ThreadPool pool) {
    for (var instruction : prologue) {
      if (instruction instanceof Instruction.Pack pack
          && !filled.contains(Origin.of(pack.convolution()))) {
        pool.run(tasks.apply(instruction).toArray(Task[]::new));
        filled.add(Origin.of(pack.convolution()));
      }
    }
  }

  private static Span span(int floats) {
    return new Span(new float[floats]);
  }
}

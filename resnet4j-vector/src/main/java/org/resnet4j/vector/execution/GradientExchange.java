package org.resnet4j.vector.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Work;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Program;

/**
 * What a training exchanges with other processes: gradients, in a few large buckets in the order in
 * which the backward pass completes them, so that the sum of one travels while the next is computed
 * (Li et al. 2020, "PyTorch Distributed", section 3.2.3); and the sums of synchronised batch norms.
 * One process exchanges nothing, and its programs have no task for it.
 */
public final class GradientExchange {
  /** Floats of the first bucket, 1 MiB, and of the others, 25 MiB: those of PyTorch. */
  private static final int FIRST = 1 << 18;

  private static final int OTHERS = 25 << 18;

  private final DataParallel parallel;
  private final List<List<String>> buckets = new ArrayList<>();
  private final List<List<float[]>> arrays = new ArrayList<>();
  private final List<Collective.Sum> begun = new ArrayList<>();

  private GradientExchange(DataParallel parallel) {
    this.parallel = parallel;
  }

  /** Of a network that is alone. */
  public static GradientExchange none() {
    return new GradientExchange(DataParallel.alone());
  }

  /**
   * The exchange of a training.
   *
   * @param program of a whole pass, whose order the buckets have
   * @param gradients by key
   */
  public static GradientExchange of(
      DataParallel parallel, Program program, Map<String, float[]> gradients) {
    var exchange = new GradientExchange(parallel);
    if (parallel.together()) {
      var keys = new LinkedHashSet<String>();
      program.instructions().forEach(instruction -> keys.addAll(trained(instruction)));
      keys.retainAll(gradients.keySet());
      keys.addAll(gradients.keySet());
      exchange.fill(keys, gradients);
    }
    return exchange;
  }

  /** A bucket takes arrays until it is full; an array that is larger has one for itself. */
  private void fill(Iterable<String> keys, Map<String, float[]> gradients) {
    long filled = 0;
    for (var key : keys) {
      var array = Objects.requireNonNull(gradients.get(key));
      int room = buckets.size() <= 1 ? FIRST : OTHERS;
      if (buckets.isEmpty() || filled + array.length > room) {
        buckets.add(new ArrayList<>());
        arrays.add(new ArrayList<>());
        filled = 0;
      }
      filled += array.length;
      buckets.getLast().add(key);
      arrays.getLast().add(array);
    }
  }

  /** The keys whose gradients an instruction adds to. */
  private static List<String> trained(Object instruction) {
    return instruction instanceof Backward b
        ? b.trained().stream().map(name -> Parameters.path(b.op().path(), name)).toList()
        : List.of();
  }

  /** Sums an array over all processes for a batch norm; empty if norms are each process's own. */
  Optional<Consumer<double[]>> norms() {
    return parallel.exchangesNorms() ? Optional.of(parallel.processes()::sum) : Optional.empty();
  }

  /** For each instruction of a program how many buckets are complete after it. */
  int[] complete(Program program) {
    var complete = new int[program.instructions().size()];
    int from = 0;
    for (int bucket = 0; bucket < buckets.size(); bucket++) {
      for (int i = 0; i < complete.length; i++) {
        if (trained(program.instructions().get(i)).stream()
            .anyMatch(buckets.get(bucket)::contains)) {
          from = Math.max(from, i);
        }
      }
      for (int i = from; i < complete.length; i++) {
        complete[i] = bucket + 1;
      }
    }
    return complete;
  }

  /** Begins the sums of the first buckets, if this is the last pass before the update. */
  Task beginning(int count, RunInputs inputs) {
    return Work.each(
        1,
        only -> {
          if (inputs.last()) {
            begin(count);
          }
        });
  }

  private void begin(int count) {
    while (begun.size() < count) {
      begun.add(parallel.processes().beginSum(arrays.get(begun.size())));
    }
  }

  /** Whether sums are under way. */
  public boolean underWay() {
    return !begun.isEmpty();
  }

  /** Begins what has not begun and waits until every gradient is the sum over all processes. */
  public void complete() {
    begin(buckets.size());
    begun.forEach(Collective.Sum::await);
  }

  /** The next pass gathers anew. */
  public void reset() {
    begun.clear();
  }
}

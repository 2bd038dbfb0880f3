package org.resnet4j.vector.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.resnet4j.vector.kernel.memory.Pass;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Pool;

/** A predictor's weights in the kernels' order, packed once and shared by all its plans. */
public final class Packing {
  private final Pool pool;
  private final Map<String, Span> packed = new HashMap<>();

  public Packing(Pool pool) {
    this.pool = pool;
  }

  /**
   * The tasks of a pass whose weights are packed.
   *
   * @param key names the weights and the algorithm
   * @param floats that they take
   * @param make makes the pass with its packed weights there
   */
  synchronized List<Task> pass(String key, int floats, Function<Span, Pass> make) {
    var known = packed.get(key);
    if (known != null) {
      return make.apply(known).compute();
    }
    var memory = new Span(new float[floats], 0);
    var pass = make.apply(memory);
    pool.run(pass.prepare().toArray(Task[]::new));
    packed.put(key, memory);
    return pass.compute();
  }
}

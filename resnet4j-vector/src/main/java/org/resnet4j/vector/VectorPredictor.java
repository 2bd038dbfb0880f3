package org.resnet4j.vector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.ops.Pool;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.Packing;
import org.resnet4j.vector.plan.Plan;
import org.resnet4j.vector.plan.Store;
import org.resnet4j.vector.plan.Workspace;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * One network in evaluation mode on this engine: batch norms folded, weights packed once. A call
 * takes a workspace; there are as many as the pool has threads, so that so many callers compute at
 * once and others wait.
 */
final class VectorPredictor implements Predictor {
  private final Network network;
  private final Store store;
  private final Packing packing;
  private final Pool pool;
  private final Semaphore permits;
  private final Deque<Plans> idle = new ArrayDeque<>();

  VectorPredictor(Network network, Pool pool) {
    this.network = network;
    this.pool = pool;
    store = new Store(network, key -> false);
    packing = new Packing(pool);
    permits = new Semaphore(pool.threads());
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    return run(images, size, Shape.of(channels, height, width), Set.of(), Plan::logits);
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    var input = Shape.of(channels, height, width);
    return run(images, size, input, Set.copyOf(nodes), plan -> read(plan, nodes));
  }

  private static Map<String, NdArray> read(Plan plan, Set<String> nodes) {
    var found = new HashMap<String, NdArray>();
    for (var node : nodes) {
      found.put(node, plan.read(Compiler.node(plan.program().graph(), node)));
    }
    return found;
  }

  private <T> T run(
      float[] images, int size, Shape input, Set<String> nodes, Function<Plan, T> result) {
    permits.acquireUninterruptibly();
    try {
      var plans = take();
      try {
        var plan = plans.of(input, size, Mode.PREDICTION, nodes);
        plan.feed().images(images);
        plan.run(pool);
        plan.feed().clear();
        return result.apply(plan);
      } finally {
        give(plans);
      }
    } finally {
      permits.release();
    }
  }

  private synchronized Plans take() {
    var plans = idle.pollFirst();
    return plans == null
        ? new Plans(network.layer(), store, 0, new Workspace(pool.threads(), packing))
        : plans;
  }

  private synchronized void give(Plans plans) {
    idle.addFirst(plans);
  }

  @Override
  public synchronized void close() {
    idle.clear();
  }
}

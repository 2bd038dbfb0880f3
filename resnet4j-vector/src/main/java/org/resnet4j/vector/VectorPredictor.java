package org.resnet4j.vector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.ops.Pool;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.Plan;
import org.resnet4j.vector.plan.Store;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/** One network in evaluation mode on this engine. */
final class VectorPredictor implements Predictor {
  private final Plans plans;
  private final Pool pool;

  VectorPredictor(Network network, Pool pool) {
    this.pool = pool;
    plans = new Plans(network.layer(), new Store(network, key -> false), 0, pool.threads());
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    return run(images, size, Shape.of(channels, height, width), Set.of()).logits();
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    var plan = run(images, size, Shape.of(channels, height, width), Set.copyOf(nodes));
    var found = new HashMap<String, NdArray>();
    nodes.forEach(node -> found.put(node, plan.read(Plans.node(plan.program().graph(), node))));
    return found;
  }

  private synchronized Plan run(float[] images, int size, Shape input, Set<String> nodes) {
    var plan = plans.of(input, size, Mode.PREDICTION, nodes);
    plan.feed().images(images);
    plan.run(pool);
    plan.feed().clear();
    return plan;
  }

  @Override
  public void close() {
    plans.clear();
  }
}

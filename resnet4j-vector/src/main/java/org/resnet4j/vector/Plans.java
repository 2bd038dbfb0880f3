package org.resnet4j.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.Scratch;
import org.resnet4j.vector.plan.Backward;
import org.resnet4j.vector.plan.Fusion;
import org.resnet4j.vector.plan.Graph;
import org.resnet4j.vector.plan.Lowering;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.Op;
import org.resnet4j.vector.plan.Plan;
import org.resnet4j.vector.plan.Program;
import org.resnet4j.vector.plan.Store;

/** The plans of one network, made when first wanted; the least recently used give way. */
final class Plans {
  private static final int KEPT = 4;

  /** What a plan was made for. */
  private record Key(Shape input, int batch, Mode mode, Set<String> nodes) {}

  private final Layer layer;
  private final Store store;
  private final double smoothing;
  private final Scratch scratch;
  private final Map<Key, Plan> plans = new LinkedHashMap<>(8, 0.75f, true);

  Plans(Layer layer, Store store, double smoothing, int threads) {
    this.layer = layer;
    this.store = store;
    this.smoothing = smoothing;
    scratch = new Scratch(threads);
  }

  /**
   * @param nodes what is read afterwards, by path
   */
  Plan of(Shape input, int batch, Mode mode, Set<String> nodes) {
    var key = new Key(input, batch, mode, nodes);
    var plan = plans.get(key);
    if (plan == null) {
      while (plans.size() >= KEPT) {
        plans.remove(plans.keySet().iterator().next());
      }
      plan = new Plan(program(input, mode, nodes), batch, mode, smoothing, store, scratch);
      plans.put(key, plan);
    }
    return plan;
  }

  private Program program(Shape input, Mode mode, Set<String> nodes) {
    var lowered = Lowering.lower(layer, input, mode == Mode.TRAINING);
    var kept = nodes.stream().map(node -> node(lowered, node)).collect(Collectors.toSet());
    var graph = Fusion.fuse(lowered, kept);
    return mode == Mode.PREDICTION
        ? Backward.forward(graph, kept)
        : Backward.training(graph, this::trained, kept);
  }

  void clear() {
    plans.clear();
  }

  static int node(Graph graph, String node) {
    var value = graph.nodes().get(node);
    if (value == null) {
      throw new EngineException(
          "the network has no node '%s'; there are: %s"
              .formatted(node, String.join(" ", new TreeSet<>(graph.nodes().keySet()))));
    }
    return value;
  }

  private boolean trained(Op op) {
    return store.trained(op.path());
  }
}

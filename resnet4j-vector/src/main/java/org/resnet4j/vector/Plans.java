package org.resnet4j.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.plan.Buffers;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.Plan;
import org.resnet4j.vector.plan.Program;
import org.resnet4j.vector.plan.Store;
import org.resnet4j.vector.plan.Workspace;

/**
 * The plans of one network in one workspace, made when first wanted; they share its memory, and the
 * least recently used give way.
 */
final class Plans {
  private static final int KEPT = 8;

  /** What a plan was made for. */
  private record Key(Shape input, int batch, Mode mode, Set<String> nodes) {}

  private final Layer layer;
  private final Store store;
  private final double smoothing;
  private final Workspace workspace;
  private final Map<Key, Plan> plans = new LinkedHashMap<>(8, 0.75f, true);

  Plans(Layer layer, Store store, double smoothing, Workspace workspace) {
    this.layer = layer;
    this.store = store;
    this.smoothing = smoothing;
    this.workspace = workspace;
  }

  /**
   * @param nodes what is read afterwards, by path
   */
  Plan of(Shape input, int batch, Mode mode, Set<String> nodes) {
    var key = new Key(input, batch, mode, nodes);
    var known = plans.get(key);
    if (known != null) {
      return known;
    }
    var program = Compiler.compile(layer, input, mode, op -> store.trained(op.path()), nodes);
    var buffers = Buffers.plan(program, batch);
    reserve(program, buffers, batch);
    while (plans.size() >= KEPT) {
      plans.remove(plans.keySet().iterator().next());
    }
    var plan = new Plan(program, batch, mode, smoothing, buffers, store, workspace);
    plans.put(key, plan);
    return plan;
  }

  private void reserve(Program program, Buffers buffers, int batch) {
    var arenas = workspace.arenas();
    if (arenas.hold(buffers.arenas())) {
      return;
    }
    plans.clear();
    HeapRoom.check(program, buffers, batch, store.bytes());
    try {
      arenas.grow(buffers.arenas());
    } catch (OutOfMemoryError e) {
      throw new EngineException(HeapRoom.message(program, buffers, batch, store.bytes()), e);
    }
  }

  void clear() {
    plans.clear();
  }
}

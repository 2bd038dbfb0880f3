package org.resnet4j.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.Executable;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.execution.Workspace;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.MemoryPlan;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.vector.program.Program;

/**
 * The executables of one network in one workspace, compiled when first wanted; they share its
 * memory, and the least recently used give way. For one thread at a time.
 */
final class Executables {
  private static final int KEPT = 8;

  /** What an executable was made for. */
  private record Key(Shape input, int batch, Purpose purpose, Set<String> nodes) {}

  private final Layer layer;
  private final Variables variables;
  private final double smoothing;
  private final Workspace workspace;
  private final ThreadPool pool;
  private final Map<Key, Executable> executables = new LinkedHashMap<>(8, 0.75f, true);

  Executables(
      Layer layer, Variables variables, double smoothing, Workspace workspace, ThreadPool pool) {
    this.layer = layer;
    this.variables = variables;
    this.smoothing = smoothing;
    this.workspace = workspace;
    this.pool = pool;
  }

  /**
   * Ready to run.
   *
   * @param nodes what is read afterwards, by path
   */
  Executable of(Shape input, int batch, Purpose purpose, Set<String> nodes) {
    var key = new Key(input, batch, purpose, nodes);
    var known = executables.get(key);
    if (known != null) {
      return known;
    }
    var program = compile(key, batch);
    var memory = MemoryPlan.of(program);
    reserve(key, memory);
    while (executables.size() >= KEPT) {
      executables.remove(executables.keySet().iterator().next());
    }
    var executable = new Executable(program, memory, variables, workspace);
    executable.prepare(pool);
    executables.put(key, executable);
    return executable;
  }

  private Program compile(Key key, int batch) {
    var options =
        CompilerOptions.of(key.purpose, batch)
            .withProbes(key.nodes)
            .training(name -> variables.gradient(name) != null)
            .smoothing(smoothing);
    return Compiler.compile(layer, key.input, options);
  }

  private void reserve(Key key, MemoryPlan memory) {
    var arenas = workspace.arenas();
    if (arenas.hold(memory.arenas())) {
      return;
    }
    executables.clear();
    var room =
        new HeapRoom(
            key.batch, variables.bytes(), batch -> MemoryPlan.of(compile(key, batch)).bytes());
    room.check(memory.bytes());
    try {
      arenas.grow(memory.arenas());
    } catch (OutOfMemoryError e) {
      throw new EngineException(room.message(memory.bytes()), e);
    }
  }

  void clear() {
    executables.clear();
  }
}

package org.resnet4j.vector;

import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
 * memory. At most {@link #KEPT} are kept, the least recently used give way. For one thread at a
 * time.
 */
final class Executables {
  private static final int KEPT = 8;

  /** Runs after which an executable that none of them used is dropped. */
  static final int IDLE = 16;

  /** What an executable was made for. */
  private record Key(Shape input, int batch, Purpose purpose, Set<String> nodes) {}

  /** An executable and the number of the run that used it last. */
  private static final class Entry {
    private final Executable executable;
    private final long bytes;
    private long used;

    Entry(Executable executable, long bytes) {
      this.executable = executable;
      this.bytes = bytes;
    }
  }

  private final Layer layer;
  private final Variables variables;
  private final UnaryOperator<CompilerOptions> options;
  private final Supplier<Workspace> workspaces;
  private final ThreadPool pool;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);
  private Workspace workspace;
  private long runs;

  /**
   * @param options completes the compiler's
   * @param workspaces makes the workspace, and again a smaller one
   */
  Executables(
      Layer layer,
      Variables variables,
      UnaryOperator<CompilerOptions> options,
      Supplier<Workspace> workspaces,
      ThreadPool pool) {
    this.layer = layer;
    this.variables = variables;
    this.options = options;
    this.workspaces = workspaces;
    this.pool = pool;
    workspace = workspaces.get();
  }

  /**
   * Ready to run.
   *
   * @param nodes what is read afterwards, by path
   */
  Executable of(Shape input, int batch, Purpose purpose, Set<String> nodes) {
    var key = new Key(input, batch, purpose, nodes);
    runs++;
    var entry = entries.get(key);
    if (entry == null) {
      entry = made(key);
      entries.put(key, entry);
    }
    entry.used = runs;
    return entry.executable;
  }

  /**
   * Drops the executables that the last {@link #IDLE} runs have passed over; when those left need
   * less than half of the workspace's memory, it is made anew.
   */
  void shrink() {
    if (entries.values().removeIf(entry -> runs - entry.used >= IDLE)) {
      long needed = entries.values().stream().mapToLong(entry -> entry.bytes).max().orElse(0);
      if (workspace.arenas().bytes() > 2 * needed) {
        entries.clear();
        workspace = workspaces.get();
      }
    }
  }

  private Entry made(Key key) {
    // of weights that the old and the new executables read, there is one copy
    var weights = entries.values().stream().map(entry -> entry.executable.weights()).toList();
    try {
      return made(key, compile(key, key.batch));
    } finally {
      Reference.reachabilityFence(weights);
    }
  }

  private Entry made(Key key, Program program) {
    var memory = MemoryPlan.of(program);
    reserve(key, memory);
    for (Iterator<Key> oldest = entries.keySet().iterator(); entries.size() >= KEPT; ) {
      oldest.next();
      oldest.remove();
    }
    var executable = new Executable(program, memory, variables, workspace);
    executable.prepare(pool);
    return new Entry(executable, memory.bytes());
  }

  private Program compile(Key key, int batch) {
    Predicate<String> trained = name -> variables.gradient(name) != null;
    var basis = CompilerOptions.of(key.purpose, batch).withProbes(key.nodes).training(trained);
    return Compiler.compile(layer, key.input, options.apply(basis));
  }

  private void reserve(Key key, MemoryPlan memory) {
    var arenas = workspace.arenas();
    if (arenas.hold(memory.arenas())) {
      return;
    }
    entries.clear();
    var room =
        new HeapRoom(
            key.batch, variables.bytes(), batch -> MemoryPlan.of(compile(key, batch)).bytes());
    room.check(memory.bytes());
    try {
      arenas.grow(memory.arenas());
    } catch (OutOfMemoryError e) {
      throw new EngineException(room.crowded(memory.bytes()), e);
    }
  }

  void clear() {
    entries.clear();
  }
}

package org.resnet4j.vector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.Executable;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * One network in evaluation mode on this engine: batch norms folded, weights packed once. A call
 * takes a workspace; there are as many as the pool has threads, so that as many callers compute at
 * the same time and others wait.
 *
 * <p>What is held: a workspace keeps the plans of its last sizes of batch, at most eight, and drops
 * one that sixteen calls in a row did without, its memory and the weights that it alone has packed
 * too; so after a large batch, sixteen small ones bring the memory back to what small ones need. A
 * workspace that the last {@link #IDLE} calls did not need is dropped whole. A predictor for one
 * size holds its weights packed, and no others.
 */
final class VectorPredictor implements Predictor {
  /** Calls after which a workspace that none of them took is dropped. */
  private static final int IDLE = 64;

  private final ThreadPool pool;
  private final Supplier<Executables> workspaces;
  private final Semaphore permits;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private long calls;

  /** A workspace that nobody computes in, and the number of the call that gave it back. */
  private record Idle(Executables executables, long since) {}

  private VectorPredictor(ThreadPool pool, Supplier<Executables> workspaces) {
    this.pool = pool;
    this.workspaces = workspaces;
    permits = new Semaphore(pool.threads());
  }

  /** For images and batches of any size; the network's arrays are shared. */
  static VectorPredictor ofAnySize(Network network, VectorArithmetic arithmetic, ThreadPool pool) {
    var layer = network.layer();
    var variables = Variables.shared(network);
    var packed = new PackedWeights();
    return new VectorPredictor(
        pool,
        () ->
            new Executables(
                layer,
                variables,
                compiler -> compiler.in(arithmetic.use()),
                () -> arithmetic.workspace(pool.threads(), packed),
                pool));
  }

  /**
   * For images of one size, with the algorithms of one size of batch: their packed weights replace
   * the network's arrays, of which none is held once it is packed.
   */
  static VectorPredictor ofOneSize(
      Network network, Shape input, int batch, VectorArithmetic arithmetic, ThreadPool pool) {
    var layer = network.layer();
    var variables = Variables.late(network);
    var program = Compiler.compile(layer, input, arithmetic.options(Purpose.PREDICTION, batch));
    var packed =
        PackedWeights.replacing(
            program, conv -> variables.release(Parameters.path(conv.path(), "weight")));
    UnaryOperator<CompilerOptions> options =
        compiler -> compiler.tunedFor(batch).in(arithmetic.use());
    return new VectorPredictor(
        pool,
        () ->
            new Executables(
                layer,
                variables,
                options,
                () -> arithmetic.workspace(pool.threads(), packed),
                pool));
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    return run(images, size, Shape.of(channels, height, width), Set.of(), Executable::logits);
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    var input = Shape.of(channels, height, width);
    return run(images, size, input, Set.copyOf(nodes), executable -> read(executable, nodes));
  }

  private static Map<String, NdArray> read(Executable executable, Set<String> nodes) {
    var found = new HashMap<String, NdArray>();
    for (var node : nodes) {
      found.put(node, executable.read(executable.program().outputs().node(node)));
    }
    return found;
  }

  private <T> T run(
      float[] images, int size, Shape input, Set<String> nodes, Function<Executable, T> result) {
    waitForATurn();
    try {
      var executables = take();
      try {
        executables.shrink();
        var executable = executables.of(input, size, Purpose.PREDICTION, nodes);
        executable.inputs().images(images);
        executable.run(pool);
        executable.inputs().clear();
        return result.apply(executable);
      } finally {
        give(executables);
      }
    } finally {
      permits.release();
    }
  }

  private void waitForATurn() {
    if (permits.tryAcquire()) {
      return;
    }
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while waiting for the predictor", e);
    }
  }

  private synchronized Executables take() {
    var last = idle.pollFirst();
    return last == null ? workspaces.get() : last.executables;
  }

  private synchronized void give(Executables executables) {
    idle.addFirst(new Idle(executables, ++calls));
    while (calls - idle.getLast().since > IDLE) {
      idle.removeLast();
    }
  }

  @Override
  public synchronized void close() {
    idle.clear();
  }
}

package org.resnet4j.vector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.Executable;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.execution.Workspace;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * One network in evaluation mode on this engine: batch norms folded, weights packed once. A call
 * takes a workspace; there are as many as the pool has threads, so that as many callers compute at
 * the same time and others wait.
 */
final class VectorPredictor implements Predictor {
  private final Network network;
  private final Variables variables;
  private final PackedWeights packed;
  private final ThreadPool pool;
  private final Semaphore permits;
  private final Deque<Executables> idle = new ArrayDeque<>();

  VectorPredictor(Network network, ThreadPool pool) {
    this.network = network;
    this.pool = pool;
    variables = new Variables(network, key -> false);
    packed = new PackedWeights();
    permits = new Semaphore(pool.threads());
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
    var executables = idle.pollFirst();
    return executables == null
        ? new Executables(
            network.layer(), variables, 0, new Workspace(pool.threads(), packed), pool)
        : executables;
  }

  private synchronized void give(Executables executables) {
    idle.addFirst(executables);
  }

  @Override
  public synchronized void close() {
    idle.clear();
  }
}

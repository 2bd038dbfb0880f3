package org.resnet4j.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;

/**
 * One network as sessions of the runtime, one for each size of image and each node that was asked
 * for. Sessions are for several threads at once.
 */
final class OnnxPredictor implements Predictor {
  /** Sizes and nodes that are kept; whoever asks for more gets the oldest made again. */
  private static final int KEPT = 4;

  private final Network network;
  private final Sessions sessions;
  private final Map<Wanted, Graph> open = new LinkedHashMap<>(8, 0.75f, true);

  private record Wanted(Shape input, Optional<String> node) {}

  /** A session and how many calls use it; it is closed by the last after it was given up. */
  private static final class Graph {
    private final OrtSession session;
    private int users = 1;

    Graph(OrtSession session) {
      this.session = session;
    }
  }

  OnnxPredictor(Network network, Sessions sessions) {
    this.network = network;
    this.sessions = sessions;
  }

  @Override
  public float[] logits(float[] images, int size, int channels, int height, int width) {
    var input = Shape.of(channels, height, width);
    return run(new Wanted(input, Optional.empty()), images, size).data();
  }

  @Override
  public Map<String, NdArray> activations(
      float[] images, int size, int channels, int height, int width, Set<String> nodes) {
    var input = Shape.of(channels, height, width);
    var found = new HashMap<String, NdArray>();
    for (var node : nodes) {
      found.put(node, run(new Wanted(input, Optional.of(node)), images, size));
    }
    return found;
  }

  private NdArray run(Wanted wanted, float[] images, int size) {
    var graph = take(wanted);
    try {
      return Sessions.run(graph.session, wanted.input(), images, size);
    } finally {
      give(graph);
    }
  }

  private synchronized Graph take(Wanted wanted) {
    var known = open.get(wanted);
    if (known == null) {
      known = new Graph(sessions.open(graph(wanted)));
      open.put(wanted, known);
      if (open.size() > KEPT) {
        var oldest = open.keySet().iterator().next();
        release(open.remove(oldest));
      }
    }
    known.users++;
    return known;
  }

  private OnnxModel graph(Wanted wanted) {
    return wanted.node().isPresent()
        ? OnnxExporter.node("network", network, wanted.input(), wanted.node().get())
        : OnnxExporter.export(
            "network", network, wanted.input(), OnnxOptions.DEFAULTS.withFoldedBatchNorm());
  }

  private synchronized void give(Graph graph) {
    release(graph);
  }

  private static void release(Graph graph) {
    graph.users--;
    if (graph.users == 0) {
      try {
        graph.session.close();
      } catch (OrtException e) {
        throw Sessions.failure(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(OnnxPredictor::release);
    open.clear();
  }
}

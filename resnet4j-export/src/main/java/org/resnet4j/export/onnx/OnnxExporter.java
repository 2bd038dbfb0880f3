package org.resnet4j.export.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.export.BatchNormFolding;
import org.resnet4j.export.ExportException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.Network;

/**
 * The ONNX interpreter: the graph that computes a network in evaluation mode, for batches of any
 * size and images of one. Auxiliary heads and dropout do not exist there.
 */
public final class OnnxExporter {
  /** The value that is the normalised images where the graph takes bytes. */
  public static final String NORMALISED = "pixels.normalised";

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private final LayerNodes nodes;
  private final Map<String, Flow> flows = new HashMap<>();

  private OnnxExporter(LayerNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * The network as a graph.
   *
   * @param name of the graph, as people know the network
   * @param input (C, H, W)
   * @throws ExportException if the format cannot hold the network
   * @throws org.resnet4j.model.ShapeException if the network cannot take the input
   */
  public static OnnxModel export(String name, Network network, Shape input, OnnxOptions options) {
    var computed = options.foldBatchNorm() ? BatchNormFolding.fold(network) : network;
    var output = options.softmax() ? "probabilities" : "logits";
    var shape = Shapes.infer(computed.layer(), input);
    if (shape.rank() != 1) {
      throw new ExportException(
          "the network ends in a map of %s; a classifier ends in a vector".formatted(shape));
    }
    var writer = new GraphWriter(INPUT, output);
    var numbers = PixelNodes.write(writer, INPUT, input, options.pixels());
    var exporter = new OnnxExporter(new LayerNodes(writer, computed.weights()));
    var logits = exporter.visit("", computed.layer(), new Flow(numbers, input));
    writer.addLast(options.softmax() ? "Softmax" : "Identity", List.of(logits.name()), output);
    return new OnnxModel(
        name,
        writer.nodes(),
        writer.constants(),
        PixelNodes.input(INPUT, input, options.pixels()),
        new OnnxModel.Value(output, OnnxType.FLOAT, shape.sizes()),
        options.metadata());
  }

  /**
   * The graph that computes what one node of a network gives, in evaluation mode, batch norms kept.
   *
   * @param name of the graph
   * @param input (C, H, W)
   * @param node its path; a residual's sum is the path and {@code .sum}, {@code input} the images
   * @throws ExportException if there is no such node or the format cannot hold the network
   * @throws org.resnet4j.model.ShapeException if the network cannot take the input
   */
  public static OnnxModel node(String name, Network network, Shape input, String node) {
    Shapes.infer(network.layer(), input);
    var writer = new GraphWriter(INPUT, OUTPUT);
    var exporter = new OnnxExporter(new LayerNodes(writer, network.weights()));
    var images = new Flow(INPUT, input);
    exporter.flows.put(INPUT, images);
    exporter.visit("", network.layer(), images);
    var wanted = exporter.flows.get(node);
    if (wanted == null) {
      throw new ExportException("the network has no node '%s'".formatted(node));
    }
    writer.addLast("Identity", List.of(wanted.name()), OUTPUT);
    return new OnnxModel(
        name,
        writer.nodes(),
        writer.constants(),
        new OnnxModel.Value(INPUT, OnnxType.FLOAT, input.sizes()),
        new OnnxModel.Value(OUTPUT, OnnxType.FLOAT, wanted.shape().sizes()),
        Map.of());
  }

  private Flow visit(String path, Layer layer, Flow in) {
    var flow = flow(path, layer, in);
    flows.put(layer instanceof Residual ? Parameters.path(path, "sum") : path, flow);
    return flow;
  }

  private Flow flow(String path, Layer layer, Flow in) {
    return switch (layer) {
      case Chain c -> chain(path, c, in);
      case Residual r -> {
        var branch = visit(path, r.branch(), in);
        var shortcut = visit(Parameters.path(path, "downsample"), r.shortcut(), in);
        yield new Flow(nodes.sum(path, branch.name(), shortcut.name()), branch.shape());
      }
      case Concat c -> {
        var parts =
            c.branches().stream()
                .map(n -> visit(Parameters.path(path, n.name()), n.layer(), in).name())
                .toList();
        yield new Flow(nodes.concat(path, parts), Shapes.infer(c, in.shape()));
      }
      case Highway h -> {
        var transform = visit(Parameters.path(path, "transform"), h.transform(), in);
        var gate = visit(Parameters.path(path, "gate"), h.gate(), in);
        yield new Flow(nodes.carry(path, transform.name(), gate.name(), in.name()), in.shape());
      }
      case WithHeads w -> visit(path, w.classifier(), chain(path, w.trunk(), in));
      default -> new Flow(nodes.leaf(path, layer, in), Shapes.infer(layer, in.shape()));
    };
  }

  private Flow chain(String path, Chain chain, Flow in) {
    var flow = in;
    for (var named : chain.layers()) {
      flow = visit(Parameters.path(path, named.name()), named.layer(), flow);
    }
    return flow;
  }
}

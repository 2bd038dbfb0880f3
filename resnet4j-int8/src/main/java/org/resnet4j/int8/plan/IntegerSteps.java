package org.resnet4j.int8.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.resnet4j.export.onnx.OnnxNode;
import org.resnet4j.export.onnx.OnnxTensor;
import org.resnet4j.int8.plan.Step.*;

/** The integer step that a node is, if it is one. */
final class IntegerSteps {
  private final GraphIndex graph;
  private final String images;
  private final Map<String, ByteMap> maps;
  private final WeightReading weights;

  /**
   * @param images the graph's name of them
   * @param maps those that there are so far, by name; it grows
   */
  IntegerSteps(GraphIndex graph, String images, Map<String, ByteMap> maps) {
    this.graph = graph;
    this.images = images;
    this.maps = maps;
    weights = new WeightReading(graph);
  }

  /** The step of a node that ends in bytes. */
  Optional<Step> ending(OnnxNode node, Ending end, ByteMap out) {
    return switch (node.operator()) {
      case "Conv" -> node.whole("group", 1) == 1 ? convolution(node, end, out) : Optional.empty();
      case "Add" -> sum(node, end, out);
      case "GlobalAveragePool" -> plain(node, end).map(in -> new GlobalMean(node.name(), in, out));
      case "MaxPool" -> kept(node, end, out).flatMap(in -> maximum(node, in, out));
      case "Slice" ->
          kept(node, end, out)
              .map(in -> new Move(node.name(), in, (int) longs(node, 4)[0], 0, out));
      case "Pad" ->
          kept(node, end, out)
              .map(in -> new Move(node.name(), in, 1, (int) longs(node, 1)[1], out));
      case "Flatten" -> kept(node, end, out).map(in -> flat(node, in, out));
      case "Concat" -> concat(node, end, out);
      case "BatchNormalization", "Relu" ->
          bytes(node.inputs().getFirst()).map(in -> LookupTable.of(graph, node, end, in, out));
      default -> Optional.empty();
    };
  }

  /** The bytes that a value is read back from. */
  private Optional<ByteMap> bytes(String value) {
    return graph.readBack(value).map(node -> maps.get(node.inputs().getFirst()));
  }

  private Optional<ByteMap> plain(OnnxNode node, Ending end) {
    return end.relu() ? Optional.empty() : bytes(node.inputs().getFirst());
  }

  /** The input of a node that moves bytes as they are: both sides have one scale. */
  private Optional<ByteMap> kept(OnnxNode node, Ending end, ByteMap out) {
    return plain(node, end).filter(in -> in.scale().equals(out.scale()));
  }

  private Optional<Step> convolution(OnnxNode node, Ending end, ByteMap out) {
    var window = PaddedWindow.of(node);
    if (node.inputs().getFirst().equals(images)) {
      int channels =
          graph.constant(node.inputs().get(1)).map(OnnxTensor::sizes).orElse(List.of(0, 0)).get(1);
      return weights
          .floats(node)
          .map(read -> new Stem(node.name(), window, channels, read, end.relu(), out));
    }
    return bytes(node.inputs().getFirst())
        .flatMap(
            in ->
                weights
                    .integers(node, in.scale())
                    .map(read -> WeightReading.into(read, out.scale()))
                    .map(
                        read ->
                            new Convolution(
                                node.name(), in, window, read, end.relu(), Optional.empty(), out)));
  }

  private Optional<Step> sum(OnnxNode node, Ending end, ByteMap out) {
    return bytes(node.inputs().get(0))
        .flatMap(
            a ->
                bytes(node.inputs().get(1))
                    .filter(b -> same(a, out) && same(b, out))
                    .map(b -> new Add(node.name(), a, b, end.relu(), out)));
  }

  private static boolean same(ByteMap a, ByteMap b) {
    return a.channels() == b.channels() && a.height() == b.height() && a.width() == b.width();
  }

  /** The padding may be held as zero points where no byte is below them. */
  private static Optional<Step> maximum(OnnxNode node, ByteMap in, ByteMap out) {
    var window = PaddedWindow.of(node);
    return window.padding() == 0 || in.scale().zero() == 0
        ? Optional.of(new MaxPool(node.name(), in, window, out))
        : Optional.empty();
  }

  /** A map as a vector: the graph's order of a vector is channel by channel. */
  private static Step flat(OnnxNode node, ByteMap in, ByteMap out) {
    return new Flatten(node.name(), in, out);
  }

  private Optional<Step> concat(OnnxNode node, Ending end, ByteMap out) {
    var parts = new ArrayList<ByteMap>();
    for (var input : node.inputs()) {
      bytes(input).ifPresent(parts::add);
    }
    return end.relu() || parts.size() < node.inputs().size()
        ? Optional.empty()
        : Optional.of(new Concat(node.name(), parts, out));
  }

  /** A linear layer of bytes, which ends in floats. */
  Optional<Step> linear(OnnxNode node) {
    if (!node.operator().equals("Gemm")) {
      return Optional.empty();
    }
    return bytes(node.inputs().getFirst())
        .flatMap(
            in ->
                weights
                    .integers(node, in.scale())
                    .map(
                        read ->
                            new Linear(node.name(), in, read, read.bias().length, node.output())));
  }

  private long[] longs(OnnxNode node, int input) {
    return graph.constant(node.inputs().get(input)).map(OnnxTensor::values).orElse(null)
            instanceof OnnxTensor.Longs longs
        ? longs.data()
        : new long[8];
  }
}

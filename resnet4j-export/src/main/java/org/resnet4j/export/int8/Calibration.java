package org.resnet4j.export.int8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Predictor;

/** What the values of a network are on some images. */
public final class Calibration {
  private static final String INPUT = "input";

  private final Map<String, ValueHistogram> seen;

  private Calibration(Map<String, ValueHistogram> seen) {
    this.seen = seen;
  }

  /**
   * Computes a network on images, twice, and looks at its nodes.
   *
   * @param network the predictor of any engine
   * @param nodes paths of nodes; {@code input} is the images themselves
   * @param images as the network takes them; iterated over twice
   * @throws org.resnet4j.export.ExportException if a node gives a number that is not finite
   */
  public static Calibration observe(Predictor network, Set<String> nodes, Iterable<Batch> images) {
    var seen = new LinkedHashMap<String, ValueHistogram>();
    nodes.forEach(node -> seen.put(node, new ValueHistogram(node)));
    each(network, nodes, images, (node, x) -> seen.get(node).span(x.data(), x.count()));
    each(network, nodes, images, (node, x) -> seen.get(node).count(x.data(), x.count()));
    return new Calibration(seen);
  }

  private record Numbers(float[] data, int count) {}

  private static void each(
      Predictor network,
      Set<String> nodes,
      Iterable<Batch> images,
      BiConsumer<String, Numbers> look) {
    for (var batch : images) {
      var shape = batch.shape();
      if (nodes.contains(INPUT)) {
        look.accept(INPUT, new Numbers(batch.images(), batch.size() * shape.length()));
      }
      var inner = new HashSet<>(nodes);
      inner.remove(INPUT);
      network
          .activations(
              batch.images(), batch.size(), shape.channels(), shape.height(), shape.width(), inner)
          .forEach((node, x) -> look.accept(node, new Numbers(x.data(), x.data().length)));
    }
  }

  /** The range of each node by this rule. */
  public Map<String, ValueRange> ranges(RangeRule rule) {
    var ranges = new HashMap<String, ValueRange>();
    seen.forEach((node, histogram) -> ranges.put(node, rule.range(histogram)));
    return ranges;
  }
}

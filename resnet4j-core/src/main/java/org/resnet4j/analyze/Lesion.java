package org.resnet4j.analyze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * Networks with blocks removed or exchanged (Veit et al. 2016, "Residual networks behave like
 * ensembles of relatively shallow networks"): a residual network hardly suffers from the loss of a
 * block, a plain one does.
 */
public final class Lesion {
  private Lesion() {}

  /**
   * The blocks of a network whose output has the shape of their input, by path: {@code layer1.1}.
   * Those can be removed.
   *
   * @param network the network's tree
   * @param input (C, H, W)
   * @return the paths, from the input to the output
   */
  public static List<String> removableBlocks(Layer network, Shape input) {
    return Shapes.trace(network, input).stream()
        .filter(node -> node.path().matches("layer\\d+\\.\\d+"))
        .filter(node -> node.layer() instanceof Chain && node.in().equals(node.out()))
        .map(Shapes.Node::path)
        .distinct()
        .toList();
  }

  /**
   * The network without this block: the block is replaced by the identity. A residual block keeps
   * its shortcut, of a plain one nothing stays.
   *
   * @param network the trained network; not written to
   * @param block its path, one of {@link #removableBlocks}
   * @return a network with the weights of the layers that are left
   * @throws ShapeException if the network has no such block
   */
  public static Network without(Network network, String block) {
    var layer = replace(network.layer(), "", block);
    if (layer.equals(network.layer())) {
      throw new ShapeException("the network has no block '%s' to remove".formatted(block));
    }
    var kept = new LinkedHashMap<String, NdArray>();
    Parameters.of(layer).forEach(p -> kept.put(p.key(), network.weights().at(p.key())));
    return new Network(layer, new Weights(kept));
  }

  /**
   * The network with the blocks of equal shape within each stage in a random order.
   *
   * @param network the trained network; not written to
   * @param input (C, H, W)
   * @param swaps how many pairs are exchanged
   * @param seed decides which pairs
   * @return a network of the same tree, with the weights of blocks exchanged
   */
  public static Network reordered(Network network, Shape input, int swaps, long seed) {
    var blocks = new ArrayList<>(removableBlocks(network.layer(), input));
    var random = new Mt19937(seed);
    var arrays = new LinkedHashMap<>(network.weights().arrays());
    for (int i = 0; i < swaps; i++) {
      var first = blocks.get(random.below(blocks.size()));
      var others = blocks.stream().filter(sameStage(first)).toList();
      if (!others.isEmpty()) {
        exchange(arrays, first, others.get(random.below(others.size())));
      }
    }
    return new Network(network.layer(), new Weights(arrays));
  }

  private static Predicate<String> sameStage(String block) {
    var stage = block.substring(0, block.indexOf('.') + 1);
    return other -> other.startsWith(stage) && !other.equals(block);
  }

  private static void exchange(LinkedHashMap<String, NdArray> arrays, String a, String b) {
    for (var key : List.copyOf(arrays.keySet())) {
      if (key.startsWith(a + ".")) {
        var other = b + key.substring(a.length());
        arrays.put(key, arrays.put(other, arrays.get(key)));
      }
    }
  }

  private static Layer replace(Layer layer, String path, String block) {
    if (!(layer instanceof Chain chain)) {
      return layer;
    }
    return new Chain(
        chain.layers().stream()
            .map(
                named -> {
                  var child = Parameters.path(path, named.name());
                  return new Named(
                      named.name(),
                      child.equals(block) && !named.name().isEmpty()
                          ? survivor(named.layer())
                          : replace(named.layer(), child, block));
                })
            .toList());
  }

  /** What remains of a block: relu(x) of a residual one, x of a plain one. */
  private static Layer survivor(Layer block) {
    boolean residual =
        block instanceof Chain chain
            && chain.layers().stream().map(Named::layer).anyMatch(Residual.class::isInstance);
    return residual ? Layers.relu() : new Identity();
  }

  /**
   * A network and what was done to it.
   *
   * @param what the block that was removed, by its path
   * @param network the network without it
   */
  public record Variant(String what, Network network) {}

  /**
   * One variant for each removable block.
   *
   * @param network the trained network; not written to
   * @param input (C, H, W)
   * @return the variants, made one at a time as the stream is read
   */
  public static Stream<Variant> eachRemoved(Network network, Shape input) {
    return removableBlocks(network.layer(), input).stream()
        .map(block -> new Variant(block, without(network, block)));
  }
}

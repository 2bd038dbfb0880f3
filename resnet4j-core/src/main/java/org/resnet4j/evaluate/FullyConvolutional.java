package org.resnet4j.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.AdaptiveAvgPool2d;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * A network that takes images of any size, its classifier applied at every place of the last map
 * and averaged (Simonyan and Zisserman 2015, section 3.2; He et al. 2015, section 3.4). After a
 * pooling to s × s, the first linear layer becomes a convolution of s × s, the others of 1 × 1, and
 * the mean over all places comes last.
 *
 * <p>Where the pooling is global (ResNet, GoogLeNet) nothing changes: a linear layer of the mean is
 * the mean of the linear layer.
 */
public final class FullyConvolutional {
  private final Map<String, NdArray> arrays;
  private int window; // side of the pooling before the classifier; 0: not reached yet
  private boolean flat;
  private boolean converted;

  private FullyConvolutional(Weights weights) {
    arrays = new LinkedHashMap<>(weights.arrays());
  }

  /**
   * The same network for any size; keys stay the same, weights of linear layers change their shape.
   *
   * @param network ends in pooling, flattening and linear layers; not written to
   * @return the converted network; the same one where there is nothing to convert
   */
  public static Network of(Network network) {
    var pass = new FullyConvolutional(network.weights());
    var layer = pass.convert("", network.layer());
    if (!pass.converted) {
      return network;
    }
    var end =
        List.of(
            new Named("", layer),
            new Named("mean", new AdaptiveAvgPool2d(1, 1)),
            new Named("flat", new Flatten()));
    return new Network(new Chain(end), new Weights(pass.arrays));
  }

  private Layer convert(String path, Layer layer) {
    return switch (layer) {
      case Chain chain -> {
        List<Named> children = new ArrayList<>();
        for (var child : chain.layers()) {
          var inside = Parameters.path(path, child.name());
          children.add(new Named(child.name(), convert(inside, child.layer())));
        }
        yield new Chain(children);
      }
      case AdaptiveAvgPool2d pool when pool.height() > 1 && pool.height() == pool.width() -> {
        window = pool.height();
        yield new Identity();
      }
      case Flatten flatten when window > 0 -> {
        flat = true;
        yield new Identity();
      }
      case Linear linear when flat -> convolution(path, linear);
      default -> layer;
    };
  }

  private Layer convolution(String path, Linear linear) {
    int side = converted ? 1 : window;
    int channels = linear.in() / (side * side);
    converted = true;
    var key = Parameters.path(path, "weight");
    arrays.put(
        key, new NdArray(Shape.of(linear.out(), channels, side, side), arrays.get(key).data()));
    return new Conv2d(channels, linear.out(), side, 1, 0, linear.bias());
  }
}

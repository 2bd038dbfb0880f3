package org.resnet4j.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;

/** What a network takes, and the sentence that says what does not fit it. */
final class NetworkInput {
  private final Layer layer;
  private final Optional<Limit> limit;
  private volatile @Nullable Fitted last;

  /** What comes out for an input, remembered for the input that came last. */
  private record Fitted(Shape input, Shape output) {}

  /** The one size of images that is taken, and how many of them at most. */
  private record Limit(Shape input, int batch) {}

  NetworkInput(Layer layer) {
    this(layer, Optional.empty());
  }

  private NetworkInput(Layer layer, Optional<Limit> limit) {
    this.layer = layer;
    this.limit = limit;
  }

  /** The same network, for these images alone. */
  NetworkInput upTo(Shape input, int batch) {
    return new NetworkInput(layer, Optional.of(new Limit(input, batch)));
  }

  /** Whether so many images of this size are taken at once. */
  void sizes(Shape input, int size) {
    limit.ifPresent(
        most ->
            Require.that(
                most.input.equals(input) && size <= most.batch,
                "the predictor is for batches of up to %d images of (%s), got %d of (%s)",
                most.batch,
                most.input,
                size,
                input));
  }

  /** Images as a caller hands them over; gives (C, H, W). */
  static Shape images(float[] images, int size, int channels, int height, int width) {
    Objects.requireNonNull(images, "images");
    Require.atLeast(1, "size", size);
    Require.that(
        channels > 0 && height > 0 && width > 0,
        "channels, height and width must be at least 1, got %d, %d and %d",
        channels,
        height,
        width);
    var shape = Shape.of(channels, height, width);
    long needed = Math.multiplyExact(size, shape.elements());
    Require.that(
        images.length >= needed,
        "%d images of %s need %d values, the array holds %d",
        size,
        shape,
        needed,
        images.length);
    return shape;
  }

  /**
   * How many logits come out.
   *
   * @throws ShapeException if the input does not fit, or the network does not end in a vector
   */
  int classes(Shape input) {
    var output = output(input);
    if (output.rank() != 1) {
      throw new ShapeException(
          ("the network ends in a map of %s, where logits are a vector; end it with a pooling, a"
                  + " Flatten and a Linear layer")
              .formatted(output));
    }
    return output.size(0);
  }

  /** What comes out of the network's last layer. */
  Shape output(Shape input) {
    var known = last;
    if (known == null || !known.input().equals(input)) {
      known = new Fitted(input, Shapes.infer(layer, input));
      last = known;
    }
    return known.output();
  }

  /**
   * Whether these nodes are there.
   *
   * @param training whether auxiliary heads are
   * @throws EngineException if one is not; it names those that are
   */
  void nodes(Shape input, Set<String> wanted, boolean training) {
    if (wanted.isEmpty()) {
      return;
    }
    var known = new TreeSet<String>();
    known.add("input");
    Shapes.trace(layer, input).stream()
        .filter(node -> training || !node.trainingOnly())
        .forEach(node -> known.add(node.path()));
    for (var node : wanted) {
      if (!known.contains(node)) {
        throw new EngineException(
            "the network has no node '%s' in this pass; there are: %s"
                .formatted(node, String.join(" ", known).strip()));
      }
    }
  }

  /** The path of a batch norm that sees one value per channel of each image; null if none does. */
  @Nullable String normOfOneValue(Shape input, Set<String> frozenNorms) {
    return Shapes.trace(layer, input).stream()
        .filter(node -> node.layer() instanceof BatchNorm2d)
        .filter(node -> node.out().height() == 1 && node.out().width() == 1)
        .map(Shapes.Node::path)
        .filter(path -> !frozenNorms.contains(path))
        .findFirst()
        .orElse(null);
  }

  /** Targets over exactly these classes. */
  static void targets(Batch batch, int classes) {
    switch (batch.targets()) {
      case Targets.Labels(int[] labels) -> {
        for (int i = 0; i < labels.length; i++) {
          Require.that(
              labels[i] >= 0 && labels[i] < classes,
              "label %d of example %d: the network has the classes 0 to %d",
              labels[i],
              i,
              classes - 1);
        }
      }
      case Targets.Distributions soft ->
          Require.that(
              soft.classes() == classes,
              "the targets are distributions over %d classes, the network has %d",
              soft.classes(),
              classes);
    }
  }
}

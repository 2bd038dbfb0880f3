package org.resnet4j.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.CentredDigit;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.weights.published.ImageNetClasses;

/**
 * A network with its weights, how it wants pictures, and what its outputs are called.
 *
 * @param network the tree and its weights
 * @param pipeline from a picture of any size to the network's numbers
 * @param input (C, H, W)
 * @param classes their names, in the order of the network's outputs
 */
public record TrainedNetwork(
    Network network, Pipeline pipeline, Shape input, List<String> classes) {
  private static final String IMAGENET = "imagenet";
  private static final Draws NONE = Draws.of(0, 0, 0);

  /** Copies the class names. */
  public TrainedNetwork {
    classes = List.copyOf(classes);
  }

  /**
   * Reads a network from a file by what the file says of itself, and what it does not say by the
   * user's hints.
   *
   * @param file the weights; their arrays are read once
   * @param hints what the user says of them
   * @param datasets opens a data set by its name, for weights that know its classes but not how its
   *     images become numbers
   * @return the network, ready to be used
   * @throws IllegalArgumentException if neither says which network it is or what it classifies
   * @throws org.resnet4j.weights.WeightsException if the weights are not this network's
   */
  public static TrainedNetwork of(WeightFile file, Hints hints, Function<String, Split> datasets) {
    var origin = Origin.of(file);
    var model =
        origin
            .model(hints)
            .orElseThrow(() -> new IllegalArgumentException(unsaid(file, "network it is of")));
    var set = hints.data().or(origin::dataSet);
    if (set.map(IMAGENET::equals).orElse(origin.published().isPresent())) {
      return imageNet(file, model, origin);
    }
    var name = set.orElseThrow(() -> new IllegalArgumentException(unsaid(file, "data it is for")));
    var own = origin.preprocessing().filter(how -> set.equals(origin.dataSet()));
    return own.isPresent() && !Datasets.card(name).digits()
        ? ours(file, model, own.get())
        : ofDataSet(file, model, origin, name, datasets);
  }

  private static String unsaid(WeightFile file, String what) {
    return "%s does not say which %s".formatted(file.path(), what);
  }

  /** Weights for ImageNet's classes: images of any size, no data set needed. */
  private static TrainedNetwork imageNet(WeightFile file, NamedModel model, Origin origin) {
    var how = origin.imageNet();
    var input = Shape.of(how.mean().size(), how.crop(), how.crop());
    return read(file, model, Origin.pipeline(how).steps(), input, ImageNetClasses.NAMES);
  }

  /** Weights that were trained here and say themselves how they want pictures. */
  private static TrainedNetwork ours(WeightFile file, NamedModel model, Preprocessing how) {
    boolean sized = !how.steps().isEmpty();
    var size = Shape.of(how.input().get(0), how.input().get(1), how.input().get(2));
    var steps = steps(sized ? Optional.empty() : Optional.of(size), how.pipeline());
    return read(file, model, steps, how.shape(), how.classes());
  }

  /** Weights for a data set, whose images must be at hand. */
  private static TrainedNetwork ofDataSet(
      WeightFile file,
      NamedModel model,
      Origin origin,
      String name,
      Function<String, Split> datasets) {
    var card = Datasets.card(name);
    var split = datasets.apply(card.sample().orElse(name));
    var pipeline = origin.testing(split);
    var seen = pipeline.outputShape(split.test());
    var size = split.test().shape().map(s -> Shape.of(s.channels(), s.height(), s.width()));
    return read(
        file,
        model,
        card.digits() ? before(new CentredDigit(), pipeline) : steps(size, pipeline),
        Shape.of(seen.channels(), seen.height(), seen.width()),
        split.test().classes());
  }

  /** For data of one size: a picture of another is made as large. */
  private static List<Transform> steps(Optional<Shape> size, Pipeline pipeline) {
    return size.map(shape -> before(ResizeTo.covering(shape.height(), shape.width()), pipeline))
        .orElse(pipeline.steps());
  }

  private static List<Transform> before(Transform first, Pipeline pipeline) {
    var steps = new ArrayList<Transform>();
    steps.add(first);
    steps.addAll(pipeline.steps());
    return steps;
  }

  private static TrainedNetwork read(
      WeightFile file, NamedModel model, List<Transform> steps, Shape input, List<String> classes) {
    var network = file.network(model.architecture(input, classes.size()));
    var pipeline = new Pipeline(before(new ToChannels(input.channels()), new Pipeline(steps)));
    return new TrainedNetwork(network, pipeline, input, classes);
  }

  /**
   * What the network is shown of a picture: as a picture, before its pixels become numbers.
   *
   * @param picture of any size, grey or colour
   * @return the cropped and resized picture
   */
  public Image seen(Image picture) {
    return pipeline.onImage(picture, NONE);
  }

  /**
   * Prepares a picture as the network's input.
   *
   * @param picture of any size, grey or colour
   * @return (C, H, W), row-major; a new array
   */
  public float[] numbers(Image picture) {
    return pipeline.numbers(picture, NONE);
  }
}

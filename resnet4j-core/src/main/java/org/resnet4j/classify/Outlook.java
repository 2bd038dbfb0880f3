package org.resnet4j.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.CentredDigit;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.weights.published.ImageNetClasses;

/**
 * How a network wants pictures, and what its outputs are called.
 *
 * @param steps from a picture of any size to the network's numbers
 * @param input (C, H, W)
 * @param classes their names
 */
record Outlook(List<Transform> steps, Shape input, List<String> classes) {
  private static final int ANY_SIDE = 512;

  /** As its user says. */
  static Outlook said(Pipeline pipeline, List<String> classes) {
    int channels =
        pipeline.onNumbers().stream()
            .filter(Normalise.class::isInstance)
            .map(step -> ((Normalise) step).mean().size())
            .findFirst()
            .orElse(3);
    var seen =
        pipeline.onImage(Image.black(channels, ANY_SIDE, ANY_SIDE), Draws.of(0, 0, 0)).shape();
    var input = Shape.of(seen.channels(), seen.height(), seen.width());
    return new Outlook(pipeline.steps(), input, classes);
  }

  /** Of weights for ImageNet's classes: images of any size, no data set needed. */
  static Outlook imageNet(Origin origin) {
    var how = origin.imageNet();
    var input = Shape.of(how.mean().size(), how.crop(), how.crop());
    return new Outlook(Origin.pipeline(how).steps(), input, ImageNetClasses.NAMES);
  }

  /** Of weights that were trained here and say themselves how they want pictures. */
  static Outlook ours(Preprocessing how) {
    boolean sized = !how.steps().isEmpty();
    var size = Shape.of(how.input().get(0), how.input().get(1), how.input().get(2));
    var steps = steps(sized ? Optional.empty() : Optional.of(size), how.pipeline());
    return new Outlook(steps, how.shape(), how.classes());
  }

  /** Of weights for a data set, whose images must be at hand. */
  static Outlook ofDataSet(Origin origin, String name, Function<String, Split> datasets) {
    var card = Datasets.card(name);
    var split = datasets.apply(card.sample().orElse(name));
    var pipeline = origin.testing(split);
    var seen = pipeline.outputShape(split.test());
    var size = split.test().shape().map(s -> Shape.of(s.channels(), s.height(), s.width()));
    return new Outlook(
        card.digits() ? before(new CentredDigit(), pipeline) : steps(size, pipeline),
        Shape.of(seen.channels(), seen.height(), seen.width()),
        split.test().classes());
  }

  /** For data of one size: a picture of another is made as large. */
  private static List<Transform> steps(Optional<Shape> size, Pipeline pipeline) {
    return size.map(shape -> before(ResizeTo.covering(shape.height(), shape.width()), pipeline))
        .orElse(pipeline.steps());
  }

  static List<Transform> before(Transform first, Pipeline pipeline) {
    var steps = new ArrayList<Transform>();
    steps.add(first);
    steps.addAll(pipeline.steps());
    return steps;
  }
}

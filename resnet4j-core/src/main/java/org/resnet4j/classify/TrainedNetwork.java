package org.resnet4j.classify;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Selection;
import org.resnet4j.weights.Taken;
import org.resnet4j.weights.format.WeightFile;

/**
 * A network with its weights, how it wants pictures, and what its outputs are called.
 *
 * @param network the tree and its weights
 * @param pipeline from a picture of any size to the network's numbers
 * @param input (C, H, W)
 * @param classes their names, in the order of the network's outputs
 * @param taken which of its file's networks it is
 */
public record TrainedNetwork(
    Network network, Pipeline pipeline, Shape input, List<String> classes, Taken taken) {
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
      return read(file, model, Outlook.imageNet(origin), hints.selection());
    }
    var name = set.orElseThrow(() -> new IllegalArgumentException(unsaid(file, "data it is for")));
    var own = origin.preprocessing().filter(how -> set.equals(origin.dataSet()));
    var outlook =
        own.isPresent() && !Datasets.card(name).digits()
            ? Outlook.ours(own.get())
            : Outlook.ofDataSet(origin, name, datasets);
    return read(file, model, outlook, hints.selection());
  }

  private static String unsaid(WeightFile file, String what) {
    return "%s does not say which %s".formatted(file.path(), what);
  }

  /** Reads the weights of a network of which all is known. */
  static TrainedNetwork read(
      WeightFile file, NamedModel model, Outlook outlook, Selection selection) {
    var input = outlook.input();
    var read =
        file.networkToPredict(model.architecture(input, outlook.classes().size()), selection);
    var pipeline = new Pipeline(outlook.steps());
    return new TrainedNetwork(
        read.network(),
        new Pipeline(Outlook.before(new ToChannels(input.channels()), pipeline)),
        input,
        outlook.classes(),
        read.taken());
  }

  /** The same network that sees pictures otherwise, or whose classes are called otherwise. */
  TrainedNetwork seenAs(Optional<Outlook> outlook, Optional<List<String>> names) {
    var called = names.orElse(classes);
    if (called.size() != classes.size()) {
      throw new IllegalArgumentException(
          "the network has %d classes, got %d names".formatted(classes.size(), called.size()));
    }
    return outlook
        .map(
            other -> {
              var steps =
                  Outlook.before(
                      new ToChannels(other.input().channels()), new Pipeline(other.steps()));
              return new TrainedNetwork(network, new Pipeline(steps), other.input(), called, taken);
            })
        .orElseGet(() -> new TrainedNetwork(network, pipeline, input, called, taken));
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

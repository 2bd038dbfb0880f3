package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.weights.Origin;
import org.resnet4j.cli.weights.WeightFile;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Preprocessing;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.published.ImageNetClasses;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Weights ready to say what an image shows.
 *
 * @param pipeline from an image to the network's numbers
 * @param input (C, H, W)
 * @param classes their names
 * @param readsDigits whether it knows MNIST's digits, which are prepared in a way of their own
 */
record Classifier(
    Network network, Pipeline pipeline, Shape input, List<String> classes, boolean readsDigits) {
  private static final String IMAGENET = "imagenet";

  static Classifier of(
      Path file,
      @Nullable String model,
      @Nullable String data,
      Datasets datasets,
      ModelOptions options,
      CommandSpec command)
      throws IOException {
    var origin = Origin.of(file);
    var set = data != null ? data : origin.recipe().map(r -> r.data().set()).orElse("");
    if (set.equals(IMAGENET) || set.isEmpty() && origin.published().isPresent()) {
      return imageNet(file, origin, origin.model(model, command), options);
    }
    if (set.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "these weights do not say which classes they know: --data NAME says it (ImageNet's 1000:"
              + " --data imagenet)");
    }
    boolean digits = set.equals("mnist") || set.equals(DataOptions.SAMPLE);
    boolean own =
        data == null || origin.recipe().stream().anyMatch(r -> data.equals(r.data().set()));
    if (own && !digits && origin.reading().isPresent()) {
      return ours(file, origin.reading().get(), origin.model(model, command), options);
    }
    var split = datasets.open(digits ? DataOptions.SAMPLE : set);
    var shape = split.test().shape();
    var pipeline = origin.pipeline(split);
    var seen = pipeline.outputShape(split.test());
    var input = Shape.of(seen.channels(), seen.height(), seen.width());
    var classes = split.test().classes();
    var architecture = options.architecture(origin.model(model, command), input, classes.size());
    return new Classifier(
        WeightFile.load(file, architecture),
        shape.isPresent() && !digits ? resized(pipeline, shape.get()) : pipeline,
        input,
        classes,
        digits);
  }

  /** Weights that were trained here and say themselves how pictures are read. */
  private static Classifier ours(
      Path file, Preprocessing reading, Recipe.Model model, ModelOptions options) {
    var classes = reading.classes();
    var architecture = options.architecture(model, reading.shape(), classes.size());
    var pipeline = reading.pipeline();
    boolean sized = !reading.steps().isEmpty();
    var shape =
        new ImageShape(reading.input().get(0), reading.input().get(1), reading.input().get(2));
    return new Classifier(
        WeightFile.load(file, architecture),
        sized ? pipeline : resized(pipeline, shape),
        reading.shape(),
        classes,
        false);
  }

  /** Weights that know ImageNet's classes: pictures of any size, no data set needed. */
  private static Classifier imageNet(
      Path file, Origin origin, Recipe.Model model, ModelOptions options) {
    var how = origin.imageNet();
    var input = Shape.of(how.mean().size(), how.crop(), how.crop());
    var classes = ImageNetClasses.NAMES;
    var architecture = options.architecture(model, input, classes.size());
    var network = WeightFile.load(file, architecture);
    return new Classifier(network, Origin.pipeline(how), input, classes, false);
  }

  /** Data of one size: whatever the image's is, its middle is made as large. */
  private static Pipeline resized(Pipeline pipeline, ImageShape shape) {
    var steps = new ArrayList<Transform>();
    steps.add(new Resize(Math.max(shape.height(), shape.width())));
    steps.add(new CentreCrop(shape.height()));
    steps.addAll(pipeline.steps());
    return new Pipeline(steps);
  }
}

package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.BundledWeights;
import org.resnet4j.cli.weights.WeightFile;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.evaluate.Scores;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.report.picture.HeatOverlay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where in an image a network sees a class. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show where in an image a network sees a class (Grad-CAM), as a PNG.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j explain digit.png",
      "  resnet4j explain digit.png --class 8 --output eight.png",
      "  resnet4j explain cat.jpg --model resnet20 --weights r20.th --data cifar10"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "An image file: PNG, JPEG, …")
  Path image;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      description =
          "Safetensors or a PyTorch checkpoint; or torchvision's: imagenet, imagenet:v2; or ours:"
              + " mnist, cifar10 (default: mnist).")
  @Nullable String weights;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A network's name; not needed for weights trained here.")
  @Nullable String model;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "The data whose classes the weights know; not needed for weights trained here.")
  @Nullable String data;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class to look for (default: the likeliest).")
  @Nullable String wanted;

  @Option(
      names = "--node",
      paramLabel = "PATH",
      description = "Where in the network to look (default: the last node that is an image).")
  @Nullable String node;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The PNG to write (default: IMAGE with .explained.png behind its name).")
  @Nullable Path output;

  @Mixin ModelOptions options;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(image)) {
      throw new DataException(image + " is a folder; name an image in it");
    }
    if (!Files.isRegularFile(image)) {
      throw new DataException("there is no image " + image);
    }
    var file =
        weights == null
            ? BundledWeights.usual(data)
            : WeightFile.find(weights, model, false, answer, command);
    var classifier =
        Classifier.of(file, model, data, DataOptions.datasets(answer, false), options, command);
    try (var engine = engines.open(classifier.network().layer(), Precision.FP32)) {
      return explain(engine, classifier);
    }
  }

  private int explain(Engine engine, Classifier classifier) throws IOException {
    var input = classifier.input();
    var read = ImageDecoders.best().read(image);
    var made =
        classifier.readsDigits() ? DigitPicture.of(read) : read.withChannels(input.channels());
    var seen = classifier.pipeline().onImage(made, Draws.of(0, 0, 0));
    var numbers = classifier.pipeline().numbers(made, Draws.of(0, 0, 0));
    var probabilities = probabilities(engine, classifier, numbers);
    int index = wanted == null ? best(probabilities) : index(classifier, wanted);
    var where = node == null ? GradCam.lastImageNode(classifier.network(), input) : node;
    var map = GradCam.of(engine, classifier.network(), input, numbers, index, where);
    return write(classifier, seen, map, index, where, probabilities[index]);
  }

  private int write(
      Classifier classifier, Image seen, GradCam map, int index, String where, double probability)
      throws IOException {
    var target = output == null ? Path.of(image + ".explained.png") : output;
    AtomicFile.write(target, HeatOverlay.png(seen, map));
    var name = classifier.classes().get(index);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("image", image.toString());
    fields.put("class", name);
    fields.put("probability", probability);
    fields.put("node", where);
    fields.put("output", target.toString());
    return answer.give(
        fields,
        out ->
            out.printf(
                Locale.ROOT,
                "%s: %s, %.1f %%; where it is seen (%s): %s%n",
                image,
                name,
                100 * probability,
                where,
                target));
  }

  private static double[] probabilities(Engine engine, Classifier classifier, float[] numbers) {
    var input = classifier.input();
    try (var predictor = engine.prediction(classifier.network())) {
      var logits = predictor.logits(numbers, 1, input.channels(), input.height(), input.width());
      return Scores.softmax(logits, 0, logits.length);
    }
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private int index(Classifier classifier, String name) {
    int index = classifier.classes().indexOf(name);
    if (index < 0) {
      throw new ParameterException(
          command.commandLine(),
          "there is no class '%s'; there are %s"
              .formatted(name, String.join(", ", classifier.classes())));
    }
    return index;
  }
}

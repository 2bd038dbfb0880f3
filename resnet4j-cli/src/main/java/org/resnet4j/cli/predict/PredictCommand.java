package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.options.Range;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what images show. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Say what images show, with probabilities; without --weights: which digit.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j predict digit.png",
      "  resnet4j predict cat.jpg --weights cifar10",
      "  resnet4j predict *.jpg --model resnet20 --weights resnet20.th --data cifar10",
      "  resnet4j predict cat.jpg --model resnet50 --weights imagenet",
      "  resnet4j predict digit.png --json | jq '.images[0].predictions[0]'",
      "",
      "A digit may be of any size, dark on light or light on dark."
    })
public final class PredictCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files: PNG, JPEG, …")
  List<Path> images;

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
      names = "--top",
      paramLabel = "N",
      description = "How many classes to name (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1000)
  int top = 3;

  @Mixin ModelOptions options;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  /** A class and how likely it is. */
  private record Guess(String name, double probability) {}

  @Override
  public Integer call() throws IOException {
    for (var image : images) {
      if (Files.isDirectory(image)) {
        throw new DataException(image + " is a folder; name the images in it");
      }
      if (!Files.isRegularFile(image)) {
        throw new DataException("there is no image " + image);
      }
    }
    var file =
        weights == null
            ? BundledWeights.usual(data)
            : WeightFile.find(weights, model, false, answer, command);
    var classifier =
        Classifier.of(file, model, data, DataOptions.datasets(answer, false), options, command);
    try (var engine = engines.open(classifier.network().layer(), Precision.FP32)) {
      return tell(engine, guesses(engine, classifier));
    }
  }

  private List<List<Guess>> guesses(Engine engine, Classifier classifier) {
    var all = new ArrayList<List<Guess>>();
    try (var predictor = engine.prediction(classifier.network())) {
      for (var path : images) {
        var image = ImageDecoders.best().read(path);
        var seen = classifier.readsDigits() ? DigitPicture.of(image) : fitting(image, classifier);
        var numbers = classifier.pipeline().numbers(seen, Draws.of(0, 0, 0));
        var input = classifier.input();
        var logits = predictor.logits(numbers, 1, input.channels(), input.height(), input.width());
        all.add(best(Scores.softmax(logits, 0, logits.length), classifier.classes()));
      }
    }
    return all;
  }

  private static Image fitting(Image image, Classifier classifier) {
    return image.withChannels(classifier.input().channels());
  }

  private List<Guess> best(double[] probabilities, List<String> classes) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(k -> new Guess(k < classes.size() ? classes.get(k) : "" + k, probabilities[k]))
        .sorted(Comparator.comparingDouble(guess -> -guess.probability()))
        .limit(top)
        .toList();
  }

  private int tell(Engine engine, List<List<Guess>> guesses) {
    var list = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < images.size(); i++) {
      var one = new LinkedHashMap<String, Object>();
      one.put("image", images.get(i).toString());
      one.put("class", guesses.get(i).getFirst().name());
      one.put("probability", guesses.get(i).getFirst().probability());
      one.put("predictions", guesses.get(i));
      list.add(one);
    }
    return answer.give(
        Map.of("images", list, "engine", engine.description()),
        out -> {
          for (int i = 0; i < images.size(); i++) {
            var words = new ArrayList<String>();
            for (var guess : guesses.get(i)) {
              words.add(
                  String.format(
                      Locale.ROOT, "%s %.1f %%", guess.name(), 100 * guess.probability()));
            }
            out.println(images.get(i) + ": " + String.join(", ", words));
          }
        });
  }
}

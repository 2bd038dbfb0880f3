package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Guess;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.TrainedNetworkOptions;
import org.resnet4j.data.DataException;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies images. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Classify images, with probabilities; without --weights, digits.",
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

  @Mixin TrainedNetworkOptions networks;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Number of classes to print (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 1000)
  int top = 3;

  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

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
    var trained = networks.open(answer);
    try (var engine = engines.open(trained.network().layer(), Precision.FP32);
        var classifier = Classifier.of(trained, engine)) {
      var guesses = new ArrayList<List<Guess>>();
      for (var image : images) {
        guesses.add(classifier.classify(image).top(top));
      }
      return tell(engine, guesses);
    }
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

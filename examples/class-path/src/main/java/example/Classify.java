package example;

import java.nio.file.Path;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Hints;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.image.ImageDecoders;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.fetch.Progress;
import org.resnet4j.weights.format.WeightFile;

/** Says what a picture shows: {@code Classify WEIGHTS PICTURE}. */
public final class Classify {
  private Classify() {}

  public static void main(String[] words) {
    try (var file = WeightFile.open(Path.of(words[0]))) {
      var trained = TrainedNetwork.of(file, Hints.NONE, Datasets.standard(Progress.SILENT)::open);
      try (var engine = Engines.open("auto", EngineOptions.cpu(), trained.network().layer());
          var classifier = Classifier.of(trained, engine)) {
        var picture = ImageDecoders.best().read(Path.of(words[1]));
        for (var guess : classifier.classify(picture, 3)) {
          System.out.printf("%s %.1f %%%n", guess.name(), 100 * guess.probability());
        }
      }
    }
  }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 21+
//DEPS org.resnet4j:resnet4j-vector:0.1.0-SNAPSHOT
//DEPS org.resnet4j:resnet4j-report:0.1.0-SNAPSHOT
//RUNTIME_OPTIONS --add-modules=jdk.incubator.vector

import static org.resnet4j.model.Layers.*;
import static org.resnet4j.train.schedule.Length.epochs;

import java.nio.file.Path;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.*;
import org.resnet4j.fetch.Progress;
import org.resnet4j.model.*;
import org.resnet4j.report.training.RunPictures;
import org.resnet4j.train.*;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.weights.Network;

/** A residual network of your own: block, network, training, report. */
class OwnNetwork {
  /** relu(F(x) + x): F goes through half the width. */
  static Layer block(int width) {
    int half = width / 2;
    var squeeze = chain(conv1x1(width, half, 1), batchNorm(half), relu());
    var branch = chain(squeeze, conv3x3(half, width, 1), batchNorm(width));
    return chain(new Layer.Residual(branch, new Layer.Identity()), relu());
  }

  /** (1, 28, 28) to ten logits. */
  static Layer network() {
    var stem = chain(conv3x3(1, 32, 2), batchNorm(32), relu());
    var blocks = chain(block(32), maxPool(2, 2, 0), block(32), block(32));
    var classifier = chain(globalAvgPool(), new Layer.Flatten(), new Layer.Linear(32, 10, true));
    return chain(stem, blocks, classifier);
  }

  public static void main(String[] words) {
    var recipe = Recipes.of("mnist-sample").with(r -> r.model("own").length(epochs(20)));
    var digits = Datasets.standard(Progress.SILENT).open("mnist-sample");
    var data = LoaderData.of(digits, recipe, 2);
    var own = new Architecture("own", network(), data.input(), 10, Initialisation.RESNET);
    var folder = Path.of(words.length > 0 ? words[0] : "runs/own");
    var names = digits.test().classes();
    var report = new RunPictures(folder, "A network of my own", names, "", System.err::println);
    try (var engine = Engines.open("auto", EngineOptions.cpu(), own.layer())) {
      var start = Network.create(own, recipe.seed());
      Trainer.train(start, recipe, data, engine, TrainingRun.in(folder, report))
          .ifPresent(done -> System.out.println("accuracy " + done.test().accuracy()));
    }
    System.out.println("report in " + folder.resolve("report.html"));
  }
}

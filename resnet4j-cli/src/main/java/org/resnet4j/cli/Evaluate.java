package org.resnet4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.Tally;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tests weights on a data set's test images. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Count how many test images a network gets right.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j evaluate --weights runs/resnet20-mnist-20260101-120000/model.safetensors",
      "  resnet4j evaluate --model resnet20 --weights resnet20-12fca82f.th --data cifar10",
      "  resnet4j evaluate --model resnet50 --weights imagenet:v2 --data imagenet-folder/",
      "  resnet4j evaluate --weights model.safetensors --data mnist --json | jq .accuracy",
      "",
      "Weights trained here say themselves what they are, for which data and how its pixels",
      "become numbers; others are taken to want PyTorch's usual mean and deviation."
    })
final class Evaluate implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A network's name; not needed for weights trained here.")
  @Nullable String model;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      required = true,
      description = "Safetensors or a PyTorch checkpoint; or torchvision's: imagenet, imagenet:v2.")
  String weights;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images a pass (default: ${DEFAULT-VALUE}).")
  int batchSize = 128;

  @Mixin DataOptions data;
  @Mixin ModelOptions options;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    var file = WeightFile.find(weights, model, data.offline, answer, command);
    var origin = Origin.of(file);
    var set = data.data != null ? data.data : origin.recipe().map(r -> r.data().set()).orElse("");
    if (set.isEmpty()) {
      throw new ParameterException(command.commandLine(), "say on which images: --data is missing");
    }
    var split = data.open(set, answer);
    var pipeline = Usage.of(command, () -> origin.pipeline(split));
    var shape = pipeline.outputShape(split.test());
    var architecture =
        options.architecture(
            origin.model(model, command),
            Shape.of(shape.channels(), shape.height(), shape.width()),
            split.test().classes().size());
    var network = WeightFile.load(file, architecture);
    try (var engine = engines.open(network.layer(), Precision.FP32)) {
      long began = System.nanoTime();
      var evaluation = evaluate(engine, network, split, pipeline);
      return tell(architecture.name(), set, engine, evaluation, (System.nanoTime() - began) / 1e9);
    }
  }

  private Evaluation evaluate(Engine engine, Network network, Split split, Pipeline pipeline) {
    var tally = new Tally(split.test().classes().size());
    var how = LoaderOptions.evaluation(batchSize).withWorkers(data.workers);
    try (var loader = Loader.once(split.test(), pipeline, how);
        var predictor = engine.prediction(network)) {
      for (var batch = loader.next(); batch.isPresent(); batch = loader.next()) {
        Evaluator.add(tally, predictor, batch.get().batch());
      }
    }
    return tally.evaluation();
  }

  private int tell(String name, String set, Engine engine, Evaluation test, double seconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", name);
    fields.put("data", set);
    fields.put("correct", test.correct());
    fields.put("total", test.total());
    fields.put("accuracy", test.accuracy());
    fields.put("top5", test.top5());
    fields.put("loss", test.meanLoss());
    fields.put("perClass", finite(test.perClassAccuracy()));
    fields.put("calibrationError", test.calibrationError());
    fields.put("engine", engine.description());
    fields.put("seconds", seconds);
    fields.put("imagesPerSecond", test.total() / seconds);
    return answer.give(
        fields,
        out ->
            out.printf(
                Locale.ROOT,
                "%s on %s: %,d of %,d right, accuracy %.2f %%, top-5 %.2f %%, loss %.4f (%,.0f"
                    + " images/s, %s)%n",
                name,
                set,
                test.correct(),
                test.total(),
                100 * test.accuracy(),
                100 * test.top5(),
                test.meanLoss(),
                test.total() / seconds,
                engine.name()));
  }

  /** JSON knows no NaN: a class without images has null. */
  private static List<@Nullable Double> finite(double[] values) {
    var list = new ArrayList<@Nullable Double>();
    for (double value : values) {
      list.add(Double.isFinite(value) ? value : null);
    }
    return list;
  }
}

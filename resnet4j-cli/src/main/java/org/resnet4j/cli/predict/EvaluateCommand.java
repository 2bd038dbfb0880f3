package org.resnet4j.cli.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Origin;
import org.resnet4j.cli.int8.Int8Subject;
import org.resnet4j.cli.int8.Int8Wishes;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Table;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.cli.weights.NamedWeights;
import org.resnet4j.cli.weights.StateChoice;
import org.resnet4j.data.Dataset;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.evaluate.PredictionsCsv;
import org.resnet4j.model.Shape;
import org.resnet4j.train.finetune.Pretrained;
import org.resnet4j.weights.ClassMap;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.WeightFile;
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
    description = "Measure a network's accuracy on test images.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j evaluate --weights runs/resnet20-mnist/model.safetensors",
      "  resnet4j evaluate --model resnet20 --weights resnet20.th --data cifar10",
      "  resnet4j evaluate --model resnet50 --weights imagenet:v2 --data imagenet/",
      "  resnet4j evaluate --weights model.safetensors --json | jq .accuracy",
      "  resnet4j evaluate --weights cifar10 --precision int8",
      "  resnet4j evaluate --weights cifar10 --int8 int8.onnx",
      "",
      "Weights trained here name their network, their data and how its",
      "pixels become numbers; others are assumed to need PyTorch's usual mean and",
      "deviation."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A network's name; not needed for weights trained here.")
  @Nullable String model;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      required = true,
      split = ",",
      description =
          "Safetensors or a PyTorch checkpoint; or torchvision's: imagenet, imagenet:v2; or ours:"
              + " mnist, cifar10. Several, separated by commas, are tested as an ensemble.")
  List<String> weights;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images per pass (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 65536)
  int batchSize = 128;

  @Option(
      names = "--protocol",
      paramLabel = "single|ten-crop|multi-scale",
      description = "Test protocol for photographs (default: single).")
  String protocol = "single";

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Also write the prediction for each image, as CSV.")
  @Nullable Path predictions;

  @Option(names = "--confusion", description = "Also print the confusion matrix.")
  boolean confusion;

  @Mixin DataOptions data;
  @Mixin ModelOptions options;
  @Mixin StateChoice states;
  @Mixin Int8Wishes int8;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  /** Which network was tested on what. */
  private record Tested(String model, String data, Dataset images) {
    List<String> classes() {
      return images.classes();
    }
  }

  @Override
  public Integer call() throws IOException {
    var view = Usage.of(command, this::view);
    var files = new ArrayList<WeightFile>();
    try {
      for (var one : weights) {
        var path = NamedWeights.file(one, model, data.offline(), answer, command);
        files.add(WeightFile.open(path));
      }
      return evaluate(view, files);
    } finally {
      files.forEach(WeightFile::close);
    }
  }

  private int evaluate(Testing.View view, List<WeightFile> files) throws IOException {
    var origins = files.stream().map(Origin::of).toList();
    var set = data.set(origins.getFirst());
    var split = data.open(set, answer);
    var pipeline = Usage.of(command, () -> origins.getFirst().testing(split));
    var seen = pipeline.outputShape(split.test());
    var input = Shape.of(seen.channels(), seen.height(), seen.width());
    var networks = new ArrayList<Network>();
    var names = new ArrayList<String>();
    for (int i = 0; i < files.size(); i++) {
      var named = options.model(origins.get(i), model);
      var map = Pretrained.of(files.get(i)).beside(split.test().classes());
      requireClasses(files.get(i), map, set);
      var architecture = options.architecture(named, input, split.test().classes().size());
      names.add(architecture.name());
      var read = files.get(i).network(architecture, states.selection());
      if (!read.taken().what().isEmpty()) {
        answer.note(read.taken().what());
      }
      networks.add(map.map(classes -> classes.applied(read.network())).orElse(read.network()));
    }
    var name = String.join("+", names);
    var classes = split.test().classes().size();
    var subject =
        new Int8Subject(networks.getFirst(), pipeline, input, classes, Optional.of(split.train()));
    try (var engine =
        int8.wanted(engines)
            ? int8(view, networks.size()).engine(engines, subject, answer)
            : engines.open(networks.getFirst().layer(), Precision.FP32)) {
      var test =
          new Testing(
              engine,
              networks,
              split.test(),
              pipeline,
              batchSize,
              data.workers(),
              data.unreadable());
      var csv = new PredictionsCsv(split.test());
      long began = System.nanoTime();
      var evaluation = Usage.of(command, () -> test.run(view, predictions == null ? p -> {} : csv));
      double seconds = (System.nanoTime() - began) / 1e9;
      if (predictions != null) {
        csv.write(predictions);
      }
      return tell(new Tested(name, set, split.test()), engine, evaluation, seconds);
    }
  }

  /** A graph is of one network, and of images of one size. */
  private Int8Wishes int8(Testing.View view, int networks) {
    if (networks > 1 || view == Testing.View.MULTI_SCALE) {
      throw new ParameterException(
          command.commandLine(),
          "in 8 bits one network is tested at a time, on images of one size; leave out %s"
              .formatted(networks > 1 ? "all --weights but one" : "--protocol multi-scale"));
    }
    return int8;
  }

  /** Other classes, even if there are as many, would be scored against outputs that mean others. */
  private static void requireClasses(WeightFile file, Optional<ClassMap> map, String set) {
    map.flatMap(ClassMap::difference)
        .ifPresent(
            clause -> {
              throw new WeightsException(
                  "%s cannot be tested on %s: %s".formatted(file.path(), set, clause));
            });
  }

  private Testing.View view() {
    return switch (protocol) {
      case "single" -> Testing.View.SINGLE;
      case "ten-crop" -> Testing.View.TEN_CROP;
      case "multi-scale" -> Testing.View.MULTI_SCALE;
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a test protocol; use single, ten-crop or multi-scale"
                  .formatted(protocol));
    };
  }

  private int tell(Tested what, Engine engine, Evaluation test, double seconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", what.model());
    fields.put("data", what.data());
    fields.put("correct", test.correct());
    fields.put("total", test.total());
    fields.put("notTested", what.images().size() - test.total());
    fields.put("unreadable", what.images().unreadable());
    fields.put("accuracy", test.accuracy());
    fields.put("top5", test.top5());
    fields.put("loss", test.meanLoss());
    fields.put("perClass", finite(test.perClassAccuracy()));
    fields.put("calibrationError", test.calibrationError());
    fields.put("engine", engine.description());
    fields.put("seconds", seconds);
    fields.put("imagesPerSecond", test.total() / seconds);
    if (confusion) {
      fields.put("confusion", test.confusion());
      fields.put("classes", what.classes());
    }
    return answer.give(
        fields,
        out -> {
          answer.tell(
              out,
              "%s on %s: %,d of %,d correct, accuracy %.2f %%, top-5 %.2f %%, loss %.4f"
                  + " (%,.0f images/s, %s)",
              what.model(),
              what.data(),
              test.correct(),
              test.total(),
              100 * test.accuracy(),
              100 * test.top5(),
              test.meanLoss(),
              test.total() / seconds,
              engine.name());
          untested(what.images(), test.total());
          if (confusion) {
            confusion(test, what.classes()).print(out);
          }
        });
  }

  private void untested(Dataset images, long tested) {
    if (tested < images.size()) {
      images.unreadable().values().forEach(answer::note);
      answer.note(
          String.format(
              Locale.ROOT,
              "%,d of %,d images cannot be read and were not tested",
              images.size() - tested,
              images.size()));
    }
  }

  /** Rows are true classes, columns predictions. */
  private static Table confusion(Evaluation test, List<String> classes) {
    var heads = new ArrayList<>(classes);
    heads.addFirst("");
    var table = new Table(heads.toArray(String[]::new));
    for (int truth = 0; truth < classes.size(); truth++) {
      var row = new ArrayList<Object>();
      row.add(classes.get(truth));
      for (long count : test.confusion()[truth]) {
        row.add(count);
      }
      table.row(row.toArray());
    }
    return table;
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

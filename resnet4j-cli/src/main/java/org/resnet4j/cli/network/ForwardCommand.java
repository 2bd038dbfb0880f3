package org.resnet4j.cli.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.NamedWeights;
import org.resnet4j.cli.weights.StateChoice;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Rewrite;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.format.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a network on a file of tensors, for comparison with other frameworks. */
@Command(
    name = "forward",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Run a network on tensors from a file and write its logits, and with labels every"
            + " gradient.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j forward resnet18 --weights w.safetensors --input x.safetensors \\",
      "      --output y.safetensors",
      "  resnet4j forward resnet18 --weights w.safetensors --input x.safetensors \\",
      "      --output y.safetensors --labels l.safetensors \\",
      "      --gradients g.safetensors --mode train",
      "",
      "The input file holds 'x' (N, C, H, W), the labels' file 'labels' (N); the",
      "output has 'logits' (N, classes), and 'loss' where there are labels. With",
      "labels the default precision is fp64 where an engine supports it (torch",
      "does), else fp32."
    })
public final class ForwardCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A network's name; see: resnet4j models.")
  String model;

  @Option(
      names = "--weights",
      paramLabel = "FILE|imagenet",
      required = true,
      description =
          "Its weights: a file, or torchvision's: imagenet, imagenet:v2, or ours: mnist, cifar10.")
  String weights;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "Safetensors with 'x', (N, C, H, W).")
  Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write 'logits', (N, classes).")
  Path output;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Safetensors with 'labels' (or 'y'), (N): the loss is their cross-entropy.")
  @Nullable Path labels;

  @Option(
      names = "--gradients",
      paramLabel = "FILE",
      description = "Where to write the loss's gradient with respect to every weight, by its key.")
  @Nullable Path gradients;

  @Option(
      names = "--mode",
      paramLabel = "eval|train",
      description =
          "train: batch norm by the batch's statistics, dropout on (default: ${DEFAULT-VALUE}).")
  Mode mode = Mode.EVAL;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the dropout masks.")
  long seed;

  @Option(
      names = "--no-dropout",
      description =
          "Disable dropout in train mode too: its masks are the same on every engine and"
              + " machine, but not another framework's.")
  boolean noDropout;

  @Mixin ModelOptions options;
  @Mixin StateChoice states;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  /** The mode in which the network runs. */
  enum Mode {
    EVAL,
    TRAIN
  }

  /** The result. */
  private record Outcome(NdArray logits, Optional<Double> loss) {}

  @Override
  public Integer call() {
    if (gradients != null && labels == null) {
      throw new ParameterException(command.commandLine(), "--gradients needs --labels");
    }
    var x = images();
    var shape = Shape.of(x.shape().size(1), x.shape().size(2), x.shape().size(3));
    var architecture = options.architecture(model, Optional.of(shape));
    var network = network(architecture);
    try (var engine = open(network.layer())) {
      var outcome =
          labels == null && mode == Mode.EVAL
              ? predicted(engine, network, x)
              : stepped(engine, network, x, shape, architecture.classes());
      var arrays = new LinkedHashMap<String, NdArray>();
      arrays.put("logits", outcome.logits());
      outcome.loss().ifPresent(loss -> arrays.put("loss", NdArray.scalar(loss.floatValue())));
      Safetensors.write(output, new Weights(arrays));
      return tell(engine, x, outcome);
    }
  }

  private Network network(Architecture architecture) {
    try (var file = WeightFile.open(NamedWeights.file(weights, model, false, answer, command))) {
      var network = states.network(file, architecture, answer);
      return noDropout
          ? new Network(Rewrite.withoutDropout(network.layer()), network.weights())
          : network;
    }
  }

  /**
   * Gradients are computed in float64 where an engine supports it and no other precision was
   * requested: in float32 a ReLU that rounds to the other side of zero changes them by several per
   * cent, in any framework.
   */
  private Engine open(Layer layer) {
    if (labels != null && engines.precision() == null && !engines.engine().equals("vector")) {
      try {
        return engines.open(layer, Precision.FP64);
      } catch (EngineException withoutDoubles) {
        return engines.open(layer, Precision.FP32);
      }
    }
    return engines.open(layer, Precision.FP32);
  }

  private Outcome predicted(Engine engine, Network network, NdArray x) {
    int size = x.shape().size(0);
    try (var predictor = engine.prediction(network)) {
      var logits =
          predictor.logits(x.data(), size, x.shape().size(1), x.shape().size(2), x.shape().size(3));
      return new Outcome(
          new NdArray(Shape.of(size, logits.length / size), logits), Optional.empty());
    }
  }

  private Outcome stepped(Engine engine, Network network, NdArray x, Shape shape, int classes) {
    int size = x.shape().size(0);
    var targets = labels == null ? new int[size] : labels(labels, size, classes);
    var batch =
        new Batch(
            x.data(),
            new ImageShape(shape.channels(), shape.height(), shape.width()),
            new Targets.Labels(targets));
    try (var step = engine.training(network, TrainingOptions.sgd(shape, size))) {
      var request = new StepRequest(1, mode == Mode.TRAIN, seed, Set.of());
      var result = step.accumulate(batch, request);
      if (gradients != null) {
        Safetensors.write(gradients, step.gradients());
      }
      var logits = new NdArray(Shape.of(size, result.classes()), result.logits());
      return new Outcome(logits, labels == null ? Optional.empty() : Optional.of(result.loss()));
    }
  }

  private int tell(Engine engine, NdArray x, Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model);
    fields.put("engine", engine.description());
    fields.put("images", x.shape().size(0));
    fields.put("output", output.toString());
    outcome.loss().ifPresent(loss -> fields.put("loss", loss));
    return answer.give(
        fields,
        out -> {
          answer.tell(
              out, "%d images on %s: logits in %s", x.shape().size(0), engine.name(), output);
          outcome.loss().ifPresent(loss -> answer.tell(out, "loss %.6f", loss));
        });
  }

  private NdArray images() {
    var x = tensor(input, Safetensors.read(input), "x");
    if (x.shape().rank() != 4 || x.shape().elements() == 0) {
      throw new WeightsException(
          "'x' in %s must be (N, C, H, W), it is (%s)".formatted(input, x.shape()));
    }
    return x;
  }

  private static int[] labels(Path file, int size, int classes) {
    var contents = Safetensors.read(file);
    var array = contents.has("labels") ? contents.at("labels") : tensor(file, contents, "y");
    if (array.data().length != size) {
      throw new WeightsException(
          "%s has %d labels for %d images".formatted(file, array.data().length, size));
    }
    var targets = new int[size];
    for (int i = 0; i < size; i++) {
      targets[i] = (int) array.data()[i];
      if (targets[i] < 0 || targets[i] >= classes) {
        throw new WeightsException(
            "label %d in %s is not one of %d classes".formatted(targets[i], file, classes));
      }
    }
    return targets;
  }

  private static NdArray tensor(Path file, Weights contents, String key) {
    if (!contents.has(key)) {
      throw new WeightsException(
          "%s has no tensor '%s'; it has %s".formatted(file, key, contents.keys()));
    }
    return contents.at(key);
  }
}

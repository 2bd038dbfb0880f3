package org.resnet4j.cli.int8;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.data.Dataset;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.evaluate.GraphEngine;
import org.resnet4j.export.evaluate.GraphRuntime;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.int8.Int8Runtime;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a network is computed in 8 bits, from which graph and by what. */
public final class Int8Wishes {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--int8",
      paramLabel = "FILE",
      description = "Compute in 8 bits this graph, which export --int8 made from the weights.")
  @Nullable Path file;

  @Option(
      names = "--calibrate",
      paramLabel = "NAME|DIR",
      description =
          "With --precision int8: images that show what values the network has, a data set, whose"
              + " training images are taken, or a folder of <class>/ folders.")
  @Nullable String data;

  @Option(
      names = "--calibration-images",
      paramLabel = "N",
      description = "Number of images to calibrate on (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 65536)
  int images = 256;

  /** Whether 8 bits are asked for; half a wish is wrong usage. */
  public boolean wanted(EngineChoice engines) {
    if (file != null && engines.int8()) {
      throw usage("--int8 FILE and --precision int8 contradict each other: a file is calibrated");
    }
    if (data != null && !engines.int8()) {
      throw usage("--calibrate belongs to --precision int8");
    }
    return file != null || engines.int8();
  }

  /**
   * An engine that computes this in 8 bits.
   *
   * @return to be closed by the caller
   */
  public Engine engine(EngineChoice engines, Int8Subject subject, Answer answer) {
    if (file != null) {
      return engine(engines, subject, file);
    }
    var runtime = runtime(engines);
    var model = calibrated(engines, subject, answer);
    GraphEngine.requireSame("the graph", model, subject.input(), subject.classes());
    return GraphEngine.of(runtime, model, engines.threads());
  }

  /** Whether one graph is named for all that is computed. */
  public boolean isFile() {
    return file != null;
  }

  /** Whether images to calibrate on are named. */
  public boolean calibrates() {
    return data != null;
  }

  /** An engine that computes this graph, which was made from the subject's weights. */
  public Engine engine(EngineChoice engines, Int8Subject subject, Path graph) {
    var runtime = runtime(engines);
    var model = OnnxReader.read(graph);
    GraphEngine.requireSame(graph.toString(), model, subject.input(), subject.classes());
    return GraphEngine.of(runtime, model, engines.threads());
  }

  /** What computes graphs: our own, or ONNX Runtime where it is asked for. */
  public GraphRuntime runtime(EngineChoice engines) {
    var name = engines.engine();
    if (name.equals("auto")) {
      return new Int8Runtime(engines.kernels());
    }
    if (!name.equals("onnx")) {
      throw usage(
          "engine %s does not compute in 8 bits; leave --engine out, or use --engine onnx"
              .formatted(name));
    }
    if (engines.kernels() != EngineOptions.Kernels.AUTO) {
      throw usage("--kernels are this library's own; ONNX Runtime has others");
    }
    return ServiceLoader.load(GraphRuntime.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "engine onnx is not in this build; RESNET4J_ENGINES=onnx ./resnet4j builds with"
                        + " it"));
  }

  private OnnxModel calibrated(EngineChoice engines, Int8Subject subject, Answer answer) {
    var observed = CalibrationImages.some(images(subject, answer), images);
    var batches = CalibrationImages.batches(observed, subject.pipeline(), subject.input());
    var options =
        EngineOptions.cpu()
            .withThreads(engines.threads())
            .withKernels(engines.inFloats().kernels());
    int threads = Math.max(1, engines.threads());
    try (var engine = Engines.open("auto", options, subject.network().layer())) {
      var trial = new Int8Runtime(engines.kernels());
      var choice =
          RangeChoice.of(
              subject.network(),
              subject.input(),
              engine,
              batches,
              Optional.empty(),
              graph -> trial.open(graph, threads));
      answer.note(
          "8 bits, calibrated on %s by %s"
              .formatted(
                  observed.name(),
                  choice.rule().name().toLowerCase(Locale.ROOT).replace('_', '-')));
      return choice.graph("network", subject.network(), subject.input());
    }
  }

  private Dataset images(Int8Subject subject, Answer answer) {
    if (data != null) {
      return CalibrationImages.open(data, answer).train();
    }
    return subject
        .images()
        .orElseThrow(
            () ->
                usage(
                    "--precision int8 needs --calibrate: images that show what values the network"
                        + " has, a data set or a folder"));
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}

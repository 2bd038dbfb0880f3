package org.resnet4j.cli.network;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.ModelOptions;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.int8.Int8Runtime;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Shape;
import org.resnet4j.report.network.NetworkFigure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a network: its layers, their shapes, parameters and multiply-adds. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print a network's layers, shapes, parameters and multiply-adds.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j describe resnet50",
      "  resnet4j describe resnet50 --stride-placement paper    # Table 1's 3.858 G",
      "  resnet4j describe resnet18 --classes 10 --input 3x32x32 --stem small",
      "  resnet4j describe resnet34 --svg resnet34.svg",
      "  resnet4j describe resnet18 --plan --batch-size 32 --training",
      "  resnet4j describe vgg16 --plan --precision bf16",
      "  resnet4j describe --plan --int8 int8.onnx",
      "  resnet4j describe resnet34 --json | jq .parameters"
    })
public final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "A network's name; see: resnet4j models.")
  @Nullable String model;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "The input's channels, height and width: 3x224x224.")
  @Nullable Shape input;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Also draw the network, as in the paper's Figure 3.")
  @Nullable Path svg;

  @Option(
      names = "--plan",
      description = "Print the engine's plan: operations, algorithms, buffers, multiplications.")
  boolean plan;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "The plan's batch (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 65536)
  int batchSize = 1;

  @Option(
      names = "--training",
      description = "Print the plan of a training step instead of a prediction.")
  boolean training;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16",
      description = "The plan's precision (default: fp32).")
  Precision precision = Precision.FP32;

  @Option(
      names = "--int8",
      paramLabel = "FILE",
      description = "With --plan: the steps of this graph, which export --int8 made; no MODEL.")
  @Nullable Path int8;

  @Mixin ModelOptions options;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (int8 != null) {
      return int8Plan(int8);
    }
    if (model == null) {
      throw usage("a MODEL is missing: resnet4j models lists them");
    }
    var architecture = options.architecture(model, Optional.ofNullable(input));
    var cost = Cost.of(architecture.layer(), architecture.input());
    if (svg != null) {
      AtomicFile.write(svg, NetworkFigure.of(architecture).svg());
    }
    return plan ? plan(architecture) : table(architecture, cost);
  }

  private int int8Plan(Path file) {
    if (!plan || training || model != null) {
      throw usage("--int8 FILE belongs to --plan alone: the file's own steps are printed");
    }
    var runtime = new Int8Runtime();
    var text = runtime.plan(OnnxReader.read(file), 1).orElseThrow();
    var json = new LinkedHashMap<String, Object>();
    json.put("graph", file.toString());
    json.put("engine", runtime.description());
    json.put("plan", text);
    return answer.give(
        json,
        out -> {
          answer.tell(out, runtime.description());
          PlanTable.print(text, answer, out);
        });
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  private int plan(Architecture architecture) {
    var here = new EngineOptions(new Device.Cpu(), precision, 0);
    var name = precision == Precision.FP32 ? "auto" : "vector"; // libtorch makes no plan
    try (var engine = Engines.open(name, here, architecture.layer())) {
      engine.warnings().forEach(answer::note);
      var text =
          engine
              .plan(architecture.layer(), architecture.input(), batchSize, training)
              .orElseThrow(
                  () ->
                      new EngineException(
                          "engine %s makes no plan; use --engine vector".formatted(engine.name())));
      var json = new LinkedHashMap<String, Object>();
      json.put("model", architecture.name());
      json.put("engine", engine.name());
      json.put("plan", text);
      var memory = memory(engine, architecture);
      memory.ifPresent(bytes -> json.put("memoryBytes", bytes));
      return answer.give(
          json,
          out -> {
            PlanTable.print(text, answer, out);
            memory.ifPresent(bytes -> print(bytes, out));
          });
    }
  }

  /** What a predictor for this batch holds; a training step's is not known. */
  private Optional<Map<String, Long>> memory(Engine engine, Architecture architecture) {
    if (training) {
      return Optional.empty();
    }
    return engine
        .memory(architecture.layer(), architecture.input(), batchSize)
        .map(
            memory -> {
              var bytes = new LinkedHashMap<String, Long>();
              bytes.put("weights", memory.weights());
              bytes.put("activations", memory.activations());
              bytes.put("workspace", memory.workspace());
              bytes.put("total", memory.total());
              return bytes;
            });
  }

  private void print(Map<String, Long> bytes, PrintWriter out) {
    answer.tell(
        out,
        "a predictor      %.1f MB: weights %.1f, activations %.1f, workspace %.1f",
        bytes.get("total") / 1e6,
        bytes.get("weights") / 1e6,
        bytes.get("activations") / 1e6,
        bytes.get("workspace") / 1e6);
  }

  private int table(Architecture architecture, Cost cost) {
    return answer.give(
        answer.json() ? json(architecture, cost) : Map.of(),
        out -> {
          print(architecture, cost, out);
        });
  }

  private void print(Architecture architecture, Cost cost, PrintWriter out) {
    answer.tell(
        out,
        "%s: input %s, %,d classes",
        architecture.name(),
        architecture.input(),
        architecture.classes());
    out.println();
    var table = answer.table("layer", "what", "output", "parameters", "mult-adds");
    for (var row : cost.rows()) {
      var node = row.node();
      table.row(
          node.trainingOnly() ? answer.say("%s (training)", node.path()) : node.path(),
          answer.say(LayerWords.of(node.layer())),
          node.out(),
          row.parameters(),
          row.multiplyAdds());
    }
    table.print(out);
    out.println();
    answer.tell(out, "parameters     %,d", cost.parameters());
    answer.tell(out, "multiply-adds  %,d (%.3f G)", cost.multiplyAdds(), cost.multiplyAdds() / 1e9);
  }

  private static Map<String, Object> json(Architecture architecture, Cost cost) {
    var layers = new ArrayList<Map<String, Object>>();
    for (var row : cost.rows()) {
      var layer = new LinkedHashMap<String, Object>();
      layer.put("name", row.node().path());
      layer.put("kind", row.node().layer().getClass().getSimpleName());
      layer.put("description", LayerWords.of(row.node().layer()));
      layer.put("input", row.node().in().sizes());
      layer.put("output", row.node().out().sizes());
      layer.put("parameters", row.parameters());
      layer.put("multiplyAdds", row.multiplyAdds());
      layer.put("trainingOnly", row.node().trainingOnly());
      layers.add(layer);
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("model", architecture.name());
    json.put("input", architecture.input().sizes());
    json.put("classes", architecture.classes());
    json.put("parameters", cost.parameters());
    json.put("multiplyAdds", cost.multiplyAdds());
    json.put("layers", List.copyOf(layers));
    return json;
  }
}

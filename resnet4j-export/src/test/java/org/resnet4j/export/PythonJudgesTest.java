package org.resnet4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.export.huggingface.HuggingFaceFolder;
import org.resnet4j.export.huggingface.ModelCard;
import org.resnet4j.export.int8.Quantiser;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.int8.RangeRule;
import org.resnet4j.export.onnx.ExportedNetworks;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.pytorch.StateDictFile;
import org.resnet4j.export.pytorch.TorchScriptExporter;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;

/**
 * The tools that exports are for load every network and compute the same. Needs a Python with what
 * {@code judge.py} imports, named by the environment variable {@code RESNET4J_PYTHON}.
 */
@Tag("slow")
final class PythonJudgesTest {
  private static final int BATCH = 3;

  /** One of each family and size that fits a test; the ImageNet networks at their own size. */
  private static final List<String> MODELS =
      List.of(
          "lenet5",
          "lenet5_1998",
          "highway10",
          "highway10_conv16",
          "mlp10",
          "plain20",
          "resnet20",
          "resnet56",
          "plain18",
          "resnet18",
          "resnet34",
          "resnet50",
          "alexnet",
          "alexnet_paper",
          "googlenet",
          "googlenet_paper",
          "vgg11_bn",
          "vgg16");

  /** Those that are put into 8 bits too: each kind of operation, sizes that Java computes soon. */
  private static final List<String> INTEGERS =
      List.of("lenet5", "plain20", "resnet20", "resnet56", "mlp10", "alexnet_paper", "resnet18");

  @TempDir Path folder;

  @Test
  void theToolsComputeTheSame() throws IOException, InterruptedException {
    var python = System.getenv("RESNET4J_PYTHON");
    assumeTrue(python != null, "RESNET4J_PYTHON names no Python with torch, onnx and transformers");
    for (var name : MODELS) {
      write(Zoo.of(name));
    }
    for (var tree : ExportedNetworks.own().values()) {
      write(tree);
    }
    var script = Path.of("src/test/python/judge.py").toAbsolutePath();
    var log = folder.resolve("judge.log");
    var process =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private void write(Architecture architecture) throws IOException {
    var network = ExportedNetworks.trained(architecture);
    var input = architecture.input();
    var room = Files.createDirectory(folder.resolve(architecture.name().replace(' ', '_')));
    var images = new float[Math.toIntExact(BATCH * input.elements())];
    var random = new Random(11);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    Files.writeString(
        room.resolve("about.json"),
        "{\"name\": \"%s\", \"input\": %s, \"classes\": %d}"
            .formatted(architecture.name(), input.sizes(), architecture.classes()));
    Files.write(room.resolve("input.f32"), bytes(images));
    Files.write(room.resolve("logits.f32"), bytes(logits(network, images, architecture)));
    OnnxFile.write(room.resolve("network.onnx"), onnx(architecture, network, OnnxOptions.DEFAULTS));
    OnnxFile.write(
        room.resolve("folded.onnx"),
        onnx(architecture, network, OnnxOptions.DEFAULTS.withFoldedBatchNorm()));
    if (INTEGERS.contains(architecture.name())) {
      var integers = integers(architecture, network, images);
      OnnxFile.write(room.resolve("int8.onnx"), integers);
      Files.write(room.resolve("int8.f32"), bytes(OnnxEvaluator.run(integers, images, BATCH)));
    }
    StateDictFile.write(room.resolve("network.pth"), network);
    TorchScriptExporter.write(room.resolve("network.pt"), network);
    if (List.of("resnet18", "resnet50").contains(architecture.name())) {
      var classes = IntStream.range(0, architecture.classes()).mapToObj(k -> "class " + k).toList();
      HuggingFaceFolder.write(
          room.resolve("huggingface"),
          network,
          new ModelCard(architecture.name(), classes, ModelCard.Reading.imageNet(), "", Map.of()));
    }
  }

  private static OnnxModel onnx(Architecture architecture, Network network, OnnxOptions options) {
    return OnnxExporter.export(architecture.name(), network, architecture.input(), options);
  }

  private static OnnxModel integers(Architecture architecture, Network network, float[] images) {
    var in = architecture.input();
    var shape = new ImageShape(in.channels(), in.height(), in.width());
    var batch = new Batch(images, shape, new Targets.Labels(new int[BATCH]));
    try (var engine = Engines.open("vector", EngineOptions.cpu(), network.layer())) {
      var rule = Optional.of(RangeRule.MIN_MAX);
      var ranges = RangeChoice.of(network, in, engine, List.of(batch), rule).ranges();
      var floats = onnx(architecture, network, OnnxOptions.DEFAULTS.withFoldedBatchNorm());
      return Quantiser.quantise(floats, ranges).model();
    }
  }

  private static float[] logits(Network network, float[] images, Architecture architecture) {
    var in = architecture.input();
    try (var engine = Engines.open("vector", EngineOptions.cpu(), network.layer());
        var predictor = engine.prediction(network)) {
      return predictor.logits(images, BATCH, in.channels(), in.height(), in.width());
    }
  }

  private static byte[] bytes(float[] numbers) {
    var bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }
}

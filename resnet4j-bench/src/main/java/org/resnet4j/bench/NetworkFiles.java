package org.resnet4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.export.BatchNormFolding;
import org.resnet4j.export.int8.RangeChoice;
import org.resnet4j.export.int8.RangeRule;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.pytorch.TorchScriptExporter;
import org.resnet4j.int8.Int8Runtime;
import org.resnet4j.model.Architecture;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.zoo.Zoo;

/**
 * One network as the file that each contender reads, with random weights. A file is written where
 * it is not there yet. {@code NetworkFiles FOLDER MODEL} writes weights and graph.
 *
 * @param folder keeps the files
 */
public record NetworkFiles(Path folder, String model) {

  public static void main(String[] args) {
    var files = new NetworkFiles(Path.of(args[0]), args[1]);
    files.weights();
    files.onnx();
  }

  /** safetensors. */
  Path weights() {
    return file(".safetensors", file -> Safetensors.write(file, network().weights()));
  }

  /** ONNX in floats. */
  Path onnx() {
    return file(".onnx", file -> OnnxFile.write(file, graph(OnnxOptions.DEFAULTS)));
  }

  /** ONNX in 8 bits, calibrated on one image of noise: how fast it is hangs on nothing else. */
  Path int8() {
    return file("-int8.onnx", file -> OnnxFile.write(file, integers()));
  }

  /** TorchScript, batch norms folded. */
  Path torchScript() {
    return file(".pt", file -> TorchScriptExporter.write(file, BatchNormFolding.fold(network())));
  }

  private Architecture architecture() {
    return Zoo.of(model);
  }

  private Network network() {
    return Network.create(architecture(), 0);
  }

  private OnnxModel graph(OnnxOptions options) {
    return OnnxExporter.export(model, network(), architecture().input(), options);
  }

  private OnnxModel integers() {
    var input = architecture().input();
    var numbers = new float[Math.toIntExact(input.elements())];
    var random = new Random(1);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    var shape = new ImageShape(input.channels(), input.height(), input.width());
    var noise = List.of(new Batch(numbers, shape, new Targets.Labels(new int[1])));
    try (var engine = Engines.open("vector", EngineOptions.cpu(), architecture().layer())) {
      var choice =
          RangeChoice.of(
              network(),
              input,
              engine,
              noise,
              Optional.of(RangeRule.MIN_MAX),
              any -> new Int8Runtime().open(any, 2));
      return choice.graph(model, network(), input);
    }
  }

  /** Written beside its place first: one that was killed while it wrote leaves nothing there. */
  private Path file(String ending, Consumer<Path> write) {
    var file = folder.resolve(model + ending);
    if (Files.notExists(file)) {
      try {
        Files.createDirectories(folder);
        var whole = Files.createTempFile(folder, model, ending);
        write.accept(whole);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return file;
  }
}

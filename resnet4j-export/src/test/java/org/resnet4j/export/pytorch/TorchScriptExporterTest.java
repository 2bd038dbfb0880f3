package org.resnet4j.export.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** libtorch runs the archives that are written without it, and computes the same. */
final class TorchScriptExporterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5",
        "lenet5_1998",
        "highway10",
        "mlp10",
        "resnet20",
        "resnet18",
        "vgg11_bn",
        "googlenet",
        "alexnet_paper"
      })
  void libtorchRunsTheArchive(String name) {
    var small = Zoo.of(name).input();
    var input = small.height() > 32 ? Shape.of(3, 96, 96) : small;
    var architecture = Zoo.of(name, ZooOptions.DEFAULTS.withInput(input).withClasses(10));
    var network = Network.create(architecture, 5);
    var file = folder.resolve("network.pt");
    TorchScriptExporter.write(file, network);
    var images = new float[(int) (3 * input.elements())];
    var random = new Random(2);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    float[] expected;
    try (var engine = Engines.open("torch", EngineOptions.cpu(), network.layer());
        var predictor = engine.prediction(network)) {
      expected = predictor.logits(images, 3, input.channels(), input.height(), input.width());
    }
    var actual = run(file, images, 3, input);
    double scale = 0;
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      most = Math.max(most, Math.abs(expected[i] - actual[i]));
    }
    assertThat(scale).isPositive();
    assertThat(most / scale).isLessThan(1e-5);
  }

  @SuppressWarnings("try")
  private static float[] run(Path file, float[] images, int batch, Shape input) {
    try (var scope = new PointerScope()) {
      var module = torch.import_ir_module(new CompilationUnit(), file.toString());
      long[] sizes = {batch, input.channels(), input.height(), input.width()};
      var tensor = Tensor.create(images, sizes);
      var output = module.forward(new IValueVector(new IValue(tensor))).toTensor();
      var logits = new float[(int) output.numel()];
      output.contiguous().data_ptr_float().get(logits);
      return logits;
    }
  }
}

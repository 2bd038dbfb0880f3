package org.resnet4j.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.weights.TrainedNetworkOptions;
import org.resnet4j.export.onnx.OnnxOptions.PixelOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a trained network for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write a trained network as a file that other tools read.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j export runs/pets --format onnx --fold -o pets.onnx",
      "  resnet4j export cifar10 --format onnx --uint8-input nhwc --softmax",
      "  resnet4j export cifar10 --format onnx --int8 --calibrate cifar10 -o int8.onnx",
      "  resnet4j export resnet50.pth --model resnet50 --data imagenet \\",
      "      --format huggingface -o resnet50",
      "  resnet4j export mnist --format torchscript -o mnist.pt",
      "",
      "What was written is read back and held against the network before the command",
      "reports success; an ONNX graph is computed, image by image, and compared."
    })
public final class ExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN|WEIGHTS",
      description =
          "A run's folder, or one as Hugging Face or timm publish it; a file of weights; or what"
              + " ships: mnist, cifar10.")
  String source;

  @Option(
      names = "--format",
      paramLabel = "onnx|pth|torchscript|safetensors|huggingface",
      required = true,
      description =
          "onnx: opset 17; pth: a state dict that torch.load reads; torchscript: for"
              + " torch.jit.load, C++ and DJL; huggingface: a folder that transformers load.")
  ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "Where to write it (default: network.onnx and the like, here).")
  @Nullable Path output;

  @Option(names = "--fold", description = "Put batch norms into the weights of convolutions.")
  boolean fold;

  @Option(names = "--softmax", description = "onnx: give probabilities instead of logits.")
  boolean softmax;

  @Option(
      names = "--uint8-input",
      paramLabel = "nchw|nhwc",
      description = "onnx: take bytes from 0 to 255 and normalise them inside the graph.")
  @Nullable PixelOrder pixels;

  @Option(
      names = "--license",
      paramLabel = "SPDX",
      description = "huggingface: the licence of the weights, for the model card: apache-2.0.")
  @Nullable String license;

  @Mixin Int8Options int8;
  @Mixin TrainedNetworkOptions networks;
  @Mixin EngineChoice engines;
  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (format != ExportFormat.ONNX && (softmax || pixels != null)) {
      throw usage("--softmax and --uint8-input belong to --format onnx");
    }
    if (format != ExportFormat.HUGGINGFACE && license != null) {
      throw usage("--license belongs to --format huggingface, whose model card states it");
    }
    if (license != null && !license.strip().matches("[A-Za-z0-9][A-Za-z0-9.+-]*")) {
      throw usage("'%s' is no SPDX identifier, such as apache-2.0 or mit".formatted(license));
    }
    if (format == ExportFormat.HUGGINGFACE && fold) {
      throw usage("transformers' networks have their batch norms: --fold goes with the others");
    }
    boolean integers = int8.wanted(format == ExportFormat.ONNX);
    var trained = networks.open(source, answer);
    var target = output == null ? Path.of(format.usualName()) : output;
    requireNoFolder(target);
    if (integers) {
      var network = new Int8Network(new Exported(trained, about(), true), int8, int8.open(answer));
      return Int8Answer.give(answer, target, network.write(target, wishes(), engines));
    }
    var written = new Exported(trained, about(), fold).as(format, target, onnxWishes(), engines);
    return tell(trained, target, written);
  }

  private Optional<Exported.OnnxWishes> onnxWishes() {
    return format == ExportFormat.ONNX ? Optional.of(wishes()) : Optional.empty();
  }

  private Exported.OnnxWishes wishes() {
    return new Exported.OnnxWishes(softmax, Optional.ofNullable(pixels));
  }

  private void requireNoFolder(Path target) {
    if (format != ExportFormat.HUGGINGFACE && Files.isDirectory(target)) {
      throw usage("%s is a folder; name a file with --output".formatted(target));
    }
    if (format == ExportFormat.HUGGINGFACE && Files.isRegularFile(target)) {
      throw usage("%s is a file; name a folder with --output".formatted(target));
    }
  }

  private Exported.About about() throws IOException {
    var place = Path.of(source);
    var title = String.valueOf(place.toAbsolutePath().normalize().getFileName());
    var folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    boolean huggingFace = format == ExportFormat.HUGGINGFACE && folder != null;
    return new Exported.About(
        title,
        license == null ? "" : license.strip().toLowerCase(Locale.ROOT),
        huggingFace ? RunFacts.of(folder) : Map.of(),
        format == ExportFormat.SAFETENSORS && !fold ? networks.said(source, answer) : Map.of());
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  private int tell(TrainedNetwork trained, Path target, Exported.Report report) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("output", target.toString());
    fields.put("format", format.name().toLowerCase(Locale.ROOT));
    fields.put("bytes", report.bytes());
    fields.put("classes", trained.classes().size());
    fields.put("checked", report.checked());
    fields.put("difference", report.difference());
    return answer.give(
        fields,
        out ->
            answer.tell(
                out,
                "%s: %,.1f MB, %d classes; %s",
                target,
                report.bytes() / 1e6,
                trained.classes().size(),
                report.sentence()));
  }
}

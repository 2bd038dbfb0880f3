package org.resnet4j.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.engine.Precision;
import org.resnet4j.export.BatchNormFolding;
import org.resnet4j.export.ExportException;
import org.resnet4j.export.huggingface.HuggingFaceFolder;
import org.resnet4j.export.huggingface.ModelCard;
import org.resnet4j.export.onnx.OnnxExporter;
import org.resnet4j.export.onnx.OnnxFile;
import org.resnet4j.export.onnx.OnnxOptions;
import org.resnet4j.export.onnx.OnnxOptions.PixelOrder;
import org.resnet4j.export.onnx.OnnxOptions.Pixels;
import org.resnet4j.export.onnx.OnnxReader;
import org.resnet4j.export.pytorch.StateDictFile;
import org.resnet4j.export.pytorch.TorchScriptExporter;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.Safetensors;
import org.resnet4j.weights.format.WeightFile;

/**
 * A trained network on its way out: written beside the target, read back, compared, and only then
 * put in its place.
 *
 * @param about what is told of it
 * @param fold whether batch norms go into the weights of convolutions
 */
record Exported(TrainedNetwork trained, About about, boolean fold) {

  /**
   * What is told of a network beside its numbers.
   *
   * @param title what people call it
   * @param license an SPDX identifier; empty: not stated
   * @param facts lines for people: recipe, data, results
   * @param metadata by which a file of weights says itself what it is
   */
  record About(
      String title, String license, Map<String, String> facts, Map<String, String> metadata) {}

  /** What only an ONNX graph can have. */
  record OnnxWishes(boolean softmax, Optional<PixelOrder> pixels) {}

  /**
   * What was written.
   *
   * @param checked what it was held against: {@code computed} or {@code arrays}
   * @param difference the outputs' largest difference relative to their scale, where computed
   * @param program whether the file has a program, which was not run
   */
  record Report(long bytes, String checked, double difference, boolean program) {
    static Report computed(long bytes, double difference) {
      return new Report(bytes, "computed", difference, false);
    }

    static Report arrays(long bytes) {
      return new Report(bytes, "arrays", Double.NaN, false);
    }

    Report ofWhichNoProgramWasRun() {
      return new Report(bytes, checked, difference, true);
    }

    String sentence() {
      if (checked.equals("computed")) {
        return "computed from the file, outputs differ by %.0e".formatted(difference);
      }
      return program
          ? "read back, every array is the same; its program was not run, as that takes libtorch"
          : "read back, every array is the same";
    }
  }

  /** Writes one format. */
  Report as(ExportFormat format, Path target, Optional<OnnxWishes> onnx, EngineChoice engines)
      throws IOException {
    var network = fold ? BatchNormFolding.fold(trained.network()) : trained.network();
    return switch (format) {
      case ONNX -> AtomicFile.produce(target, file -> onnx(file, onnx.orElseThrow(), engines));
      case PTH ->
          AtomicFile.produce(
              target,
              file -> {
                StateDictFile.write(file, network);
                return sameArrays(file, network);
              });
      case SAFETENSORS ->
          AtomicFile.produce(
              target,
              file -> {
                Safetensors.write(file, network.weights(), metadata());
                return sameArrays(file, network);
              });
      case TORCHSCRIPT ->
          AtomicFile.produce(
              target,
              file -> {
                TorchScriptExporter.write(file, network);
                return sameArrays(file, network).ofWhichNoProgramWasRun();
              });
      case HUGGINGFACE -> huggingFace(target, network);
    };
  }

  private Report onnx(Path file, OnnxWishes wishes, EngineChoice engines) throws IOException {
    var options = options(wishes);
    var pixels = options.pixels();
    var network = trained.network();
    OnnxFile.write(file, OnnxExporter.export(about.title(), network, trained.input(), options));
    try (var engine = engines.open(network.layer(), Precision.FP32);
        var predictor = engine.prediction(network)) {
      double difference =
          WrittenGraph.difference(
              OnnxReader.read(file),
              predictor,
              trained.input(),
              pixels,
              wishes.softmax(),
              WrittenGraph.ROUNDING);
      return Report.computed(Files.size(file), difference);
    }
  }

  /** What the graph shall be. */
  OnnxOptions options(OnnxWishes wishes) {
    var pixels = wishes.pixels().map(this::pixels);
    var metadata = new TreeMap<String, String>();
    metadata.put("classes", Json.write(Map.of("classes", trained.classes())));
    metadata.put("preprocessing", PreprocessingText.json(trained, pixels.isPresent()));
    return new OnnxOptions(fold, wishes.softmax(), pixels, metadata);
  }

  /** Hugging Face's readers need the {@code format}. */
  private Map<String, String> metadata() {
    var metadata = new TreeMap<>(about.metadata());
    metadata.put("format", "pt");
    return metadata;
  }

  private Pixels pixels(PixelOrder order) {
    var how = normalisation();
    return new Pixels(order, how.mean(), how.deviation());
  }

  private Normalise normalisation() {
    var numbers = trained.pipeline().onNumbers();
    if (numbers.size() == 1 && numbers.getFirst() instanceof Normalise normalise) {
      return normalise;
    }
    throw new ExportException(
        "the network's pictures are not normalised by a mean and a deviation a channel, which is"
            + " all that an export can hold");
  }

  /** The network's own way with pictures, where transformers' processor can follow it. */
  private ModelCard.Reading reading() {
    var how = normalisation();
    var steps = trained.pipeline().onImages();
    if (steps.size() == 3
        && steps.get(0) instanceof ToChannels
        && steps.get(1) instanceof Resize resize
        && resize.how() == Interpolation.BILINEAR
        && steps.get(2) instanceof CentreCrop crop) {
      return new ModelCard.Reading(resize.size(), crop.size(), how.mean(), how.deviation());
    }
    throw new ExportException(
        "the network's pictures are not resized (bilinear) and cropped in the middle, which is all"
            + " that is written for transformers' processor; export it as onnx, torchscript, pth or"
            + " safetensors");
  }

  private Report huggingFace(Path folder, Network network) throws IOException {
    var reading = reading();
    HuggingFaceFolder.write(
        folder,
        network,
        new ModelCard(about.title(), trained.classes(), reading, about.license(), about.facts()));
    var file = folder.resolve("model.safetensors");
    var written = WeightFile.read(file).arrays().values().iterator();
    for (var array : network.weights().arrays().values()) {
      requireSame(file, Arrays.equals(written.next().data(), array.data()));
    }
    return Report.arrays(Files.size(file));
  }

  private static Report sameArrays(Path file, Network network) throws IOException {
    var written = new LinkedHashMap<>(WeightFile.read(file).arrays());
    requireSame(file, List.copyOf(written.keySet()).equals(List.copyOf(network.weights().keys())));
    requireSame(file, written.equals(network.weights().arrays()));
    return Report.arrays(Files.size(file));
  }

  private static void requireSame(Path file, boolean same) {
    if (!same) {
      throw new ExportException("what was read back from %s is not the network".formatted(file));
    }
  }
}

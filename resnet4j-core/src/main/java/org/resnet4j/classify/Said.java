package org.resnet4j.classify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.resnet4j.data.Split;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.WeightFile;

/**
 * What a user says of weights; the rest they say themselves, or the configuration beside them.
 *
 * @param hints the network, and which of a file's networks
 * @param classes their names
 * @param pipeline from a picture to the network's numbers
 * @param datasets opens a data set by its name
 */
record Said(
    Hints hints,
    Optional<List<String>> classes,
    Optional<Pipeline> pipeline,
    Function<String, Split> datasets) {
  private static final List<String> FILES = List.of("model.safetensors", "pytorch_model.bin");

  /** Reads the network of a file or folder. */
  TrainedNetwork network(Path weights) {
    boolean folder = Files.isDirectory(weights);
    var path = folder ? inside(weights) : weights;
    try (var file = WeightFile.open(path)) {
      var origin = Origin.of(file);
      boolean ours = origin.recipe().isPresent() || origin.published().isPresent();
      return folder && !ours && Files.exists(weights.resolve(FolderConfig.CONFIG))
          ? read(file, origin, described(FolderConfig.of(weights)))
          : ours ? overruled(file, origin) : read(file, origin, Described.NOTHING);
    }
  }

  /** What it says of the network: timm names an architecture, transformers a type of model. */
  static Described described(FolderConfig config) {
    if (config.has("architecture")) {
      return TimmConfig.read(config);
    }
    if (config.has("model_type")) {
      return TransformersConfig.read(config);
    }
    throw config.wrong("neither transformers' 'model_type' nor timm's 'architecture' stands in it");
  }

  private static Path inside(Path folder) {
    return FILES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new WeightsException(
                    ("%s has no model.safetensors: it is neither a finished run nor a folder as"
                            + " Hugging Face or timm publish them")
                        .formatted(folder)));
  }

  /** Weights that say everything themselves, unless the user says otherwise. */
  private TrainedNetwork overruled(WeightFile file, Origin origin) {
    if (classes.isPresent() && pipeline.isPresent()) {
      return read(file, origin, Described.NOTHING);
    }
    var trained = TrainedNetwork.of(file, hints, datasets);
    if (classes.isEmpty() && pipeline.isEmpty()) {
      return trained;
    }
    return trained.seenAs(pipeline.map(steps -> Outlook.said(steps, trained.classes())), classes);
  }

  private TrainedNetwork read(WeightFile file, Origin origin, Described described) {
    var model =
        (hints.model().isPresent()
                ? origin.model(hints)
                : described.model().or(() -> origin.model(hints)))
            .orElseThrow(() -> missing(file, "which network it is of", "model(\"resnet50\")"));
    var names =
        classes
            .or(described::classes)
            .orElseThrow(() -> missing(file, "which classes it knows", "classes(…)"));
    var steps =
        pipeline
            .or(described::pipeline)
            .orElseThrow(
                () ->
                    missing(
                        file,
                        "how a picture becomes its numbers",
                        "preprocessing(Pipeline.of(new Resize(256), new CentreCrop(224),"
                            + " Normalise.imagenet()))"));
    return TrainedNetwork.read(file, model, Outlook.said(steps, names), hints.selection());
  }

  private static IllegalArgumentException missing(WeightFile file, String what, String remedy) {
    return new IllegalArgumentException(
        "%s does not say %s; say it to the builder: %s".formatted(file.path(), what, remedy));
  }
}

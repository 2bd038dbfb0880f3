package org.resnet4j.classify;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.Transform;

/**
 * Transformers' {@code config.json} of a {@code ResNetForImageClassification}, and the {@code
 * preprocessor_config.json} beside it, with the defaults that transformers have.
 */
final class TransformersConfig {
  private static final String PROCESSOR = "preprocessor_config.json";

  /** ConvNext's processor resizes to this side and more without a crop. */
  private static final int SQUEEZED = 384;

  private TransformersConfig() {}

  private record Kind(String layers, List<Integer> depths) {}

  private static final Map<Kind, String> NAMES =
      Map.of(
          new Kind("basic", List.of(2, 2, 2, 2)), "resnet18",
          new Kind("basic", List.of(3, 4, 6, 3)), "resnet34",
          new Kind("bottleneck", List.of(3, 4, 6, 3)), "resnet50",
          new Kind("bottleneck", List.of(3, 4, 23, 3)), "resnet101",
          new Kind("bottleneck", List.of(3, 8, 36, 3)), "resnet152");

  static Described read(FolderConfig config) {
    var processor = config.file().resolveSibling(PROCESSOR);
    return new Described(
        Optional.of(model(config)),
        Optional.of(classes(config)),
        Files.exists(processor)
            ? Optional.of(pipeline(FolderConfig.read(processor)))
            : Optional.empty());
  }

  private static NamedModel model(FolderConfig config) {
    require(config, "model_type", config.text("model_type", ""), "resnet");
    var layers = config.text("layer_type", "bottleneck");
    var depths = config.has("depths") ? config.wholes("depths") : List.of(3, 4, 6, 3);
    var name = NAMES.get(new Kind(layers, depths));
    if (name == null) {
      throw config.wrong(
          "there is no ResNet of %s layers in stages of %s; there are resnet18, 34, 50, 101, 152"
              .formatted(layers, depths));
    }
    boolean bottleneck = layers.equals("bottleneck");
    var widths = bottleneck ? List.of(256, 512, 1024, 2048) : List.of(64, 128, 256, 512);
    var said = config.has("hidden_sizes") ? config.wholes("hidden_sizes") : widths;
    require(config, "hidden_sizes", said, widths);
    require(config, "embedding_size", config.whole("embedding_size", 64), 64);
    require(config, "hidden_act", config.text("hidden_act", "relu"), "relu");
    require(
        config,
        "downsample_in_first_stage",
        config.flag("downsample_in_first_stage", false),
        false);
    boolean first = config.flag("downsample_in_bottleneck", false);
    return new NamedModel(
        name, first && bottleneck ? Map.of("stride-placement", "paper") : Map.of());
  }

  private static void require(FolderConfig config, String field, Object said, Object wanted) {
    if (!said.equals(wanted)) {
      throw config.wrong("'%s' is %s where %s is known".formatted(field, said, wanted));
    }
  }

  private static List<String> classes(FolderConfig config) {
    if (!config.has("id2label")) {
      int count = config.whole("num_labels", 2);
      return IntStream.range(0, count).mapToObj(k -> "LABEL_" + k).toList();
    }
    var names = config.in("id2label");
    return IntStream.range(0, names.root().size())
        .mapToObj(
            k -> {
              if (!names.has(Integer.toString(k))) {
                throw config.wrong("'id2label' has no class %d".formatted(k));
              }
              return names.text(Integer.toString(k), "");
            })
        .toList();
  }

  private static Pipeline pipeline(FolderConfig how) {
    var steps = new ArrayList<Transform>(sizing(how));
    double factor = how.number("rescale_factor", 1 / 255.0);
    if (!how.flag("do_rescale", true) || Math.abs(factor * 255 - 1) > 1e-6) {
      throw how.wrong("pixels are not scaled by 1/255, which is the only scale known");
    }
    if (how.flag("do_normalize", true)) {
      steps.add(new Normalise(how.numbers("image_mean"), how.numbers("image_std")));
    }
    return new Pipeline(steps);
  }

  private static List<Transform> sizing(FolderConfig how) {
    var kind = how.text("image_processor_type", how.text("feature_extractor_type", ""));
    if (!how.flag("do_resize", true)) {
      return crop(how, List.of());
    }
    var filter = how.interpolation("resample", kind.startsWith("ConvNext") ? "3" : "2");
    boolean edge = how.root().path("size").isInt();
    if (!edge && how.in("size").has("height")) {
      var size = how.in("size");
      var fit = ResizeTo.Fit.STRETCHED;
      int height = size.whole("height", 0);
      return crop(how, List.of(new ResizeTo(height, size.whole("width", 0), fit, filter)));
    }
    int side = edge ? how.whole("size", 0) : how.in("size").whole("shortest_edge", 0);
    if (!kind.startsWith("ConvNext")) {
      return crop(how, List.of(new Resize(side, filter)));
    }
    return side < SQUEEZED
        ? List.of(
            new Resize((int) (side / how.number("crop_pct", 224 / 256.0)), filter),
            new CentreCrop(side))
        : List.of(new ResizeTo(side, side, ResizeTo.Fit.STRETCHED, filter));
  }

  private static List<Transform> crop(FolderConfig how, List<Transform> before) {
    if (!how.flag("do_center_crop", false)) {
      return before;
    }
    boolean square = how.root().path("crop_size").isInt();
    int height = square ? how.whole("crop_size", 0) : how.in("crop_size").whole("height", 0);
    int width = square ? height : how.in("crop_size").whole("width", 0);
    if (height != width) {
      throw how.wrong("the crop is %d x %d; only squares are known".formatted(height, width));
    }
    var steps = new ArrayList<>(before);
    steps.add(new CentreCrop(height));
    return steps;
  }
}

package org.resnet4j.classify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.weights.published.ImageNetClasses;
import org.resnet4j.zoo.Zoo;

/** Timm's {@code config.json}: architecture, names, and how pictures were evaluated. */
final class TimmConfig {
  private TimmConfig() {}

  static Described read(FolderConfig config) {
    var name = config.text("architecture", "");
    if (!Zoo.knows(name) || config.root().path("model_args").size() > 0) {
      throw config.wrong(
          "timm's %s%s is not a network that is known here"
              .formatted(name, config.has("model_args") ? " with arguments of its own" : ""));
    }
    var pretrained = config.has("pretrained_cfg") ? config.in("pretrained_cfg") : config;
    return new Described(
        Optional.of(new NamedModel(name, Map.of())),
        classes(config, pretrained),
        Optional.of(pipeline(pretrained)));
  }

  /** Without names a thousand classes are ImageNet's, as timm takes them itself. */
  private static Optional<List<String>> classes(FolderConfig config, FolderConfig pretrained) {
    for (var holder : List.of(config, pretrained)) {
      var names = holder.root().path("label_names");
      if (names.isArray() && !names.isEmpty()) {
        return Optional.of(
            StreamSupport.stream(names.spliterator(), false).map(name -> name.asText()).toList());
      }
    }
    int count = config.whole("num_classes", pretrained.whole("num_classes", 0));
    return count == ImageNetClasses.NAMES.size()
        ? Optional.of(ImageNetClasses.NAMES)
        : Optional.empty();
  }

  private static Pipeline pipeline(FolderConfig how) {
    var input = how.wholes("input_size");
    if (input.size() != 3 || !input.get(1).equals(input.get(2))) {
      throw how.wrong("'input_size' is %s; only squares are known".formatted(input));
    }
    int side = input.get(2);
    int scaled = (int) Math.floor(side / how.number("crop_pct", 0.875));
    var filter = how.interpolation("interpolation", "bicubic");
    return Pipeline.of(
        resizing(how, scaled, filter),
        new CentreCrop(side),
        new Normalise(how.numbers("mean"), how.numbers("std")));
  }

  private static Transform resizing(FolderConfig how, int side, Interpolation filter) {
    var mode = how.text("crop_mode", "center");
    return switch (mode) {
      case "center" -> new Resize(side, filter);
      case "squash" -> new ResizeTo(side, side, ResizeTo.Fit.STRETCHED, filter);
      default -> throw how.wrong("'crop_mode' is %s; center and squash are known".formatted(mode));
    };
  }
}

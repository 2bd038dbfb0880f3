package org.resnet4j.export.huggingface;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.StridePlacement;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * A residual network as transformers' {@code ResNetConfig} describes it, and its keys as that class
 * names them.
 *
 * @param depths blocks in each stage
 * @param bottleneck whether blocks have three convolutions
 * @param strideInFirst whether a bottleneck's first 1 × 1 convolution strides, as in the paper
 */
record ResNetConfig(List<Integer> depths, boolean bottleneck, boolean strideInFirst) {
  private static final Pattern BLOCK =
      Pattern.compile("layer(\\d)\\.(\\d+)\\.(conv|bn)(\\d)\\.(\\w+)");
  private static final Pattern SHORTCUT =
      Pattern.compile("layer(\\d)\\.(\\d+)\\.downsample\\.([01])\\.(\\w+)");

  private record Known(String name, ResNetConfig config) {}

  private static final List<Known> KNOWN =
      List.of(
          known("resnet18", false, 2, 2, 2, 2),
          known("resnet34", false, 3, 4, 6, 3),
          known("resnet50", true, 3, 4, 6, 3),
          known("resnet101", true, 3, 4, 23, 3),
          known("resnet152", true, 3, 8, 36, 3));

  private static Known known(String name, boolean bottleneck, Integer... depths) {
    return new Known(name, new ResNetConfig(List.of(depths), bottleneck, false));
  }

  /** The configuration of this network; empty where transformers have no class for it. */
  static Optional<ResNetConfig> of(Layer layer, int channels, int classes) {
    var options = ZooOptions.DEFAULTS.withClasses(classes).withInput(Shape.of(channels, 224, 224));
    for (var known : KNOWN) {
      if (Zoo.of(known.name, options).layer().equals(layer)) {
        return Optional.of(known.config);
      }
      var paper = options.withStridePlacement(StridePlacement.PAPER);
      if (known.config.bottleneck && Zoo.of(known.name, paper).layer().equals(layer)) {
        return Optional.of(new ResNetConfig(known.config.depths, true, true));
      }
    }
    return Optional.empty();
  }

  List<Integer> widths() {
    return bottleneck ? List.of(256, 512, 1024, 2048) : List.of(64, 128, 256, 512);
  }

  /** The key in transformers of the array that has this key in torchvision. */
  static String key(String torchvision) {
    var block = BLOCK.matcher(torchvision);
    if (block.matches()) {
      var part =
          String.format(
              Locale.ROOT,
              "layer.%d.%s",
              number(block, 4) - 1,
              kind(block.group(3).equals("conv")));
      return stage(block) + part + "." + block.group(5);
    }
    var shortcut = SHORTCUT.matcher(torchvision);
    if (shortcut.matches()) {
      return stage(shortcut)
          + "shortcut."
          + kind(shortcut.group(3).equals("0"))
          + "."
          + shortcut.group(4);
    }
    var dot = torchvision.indexOf('.');
    var name = torchvision.substring(dot + 1);
    return switch (torchvision.substring(0, dot)) {
      case "conv1" -> "resnet.embedder.embedder.convolution." + name;
      case "bn1" -> "resnet.embedder.embedder.normalization." + name;
      case "fc" -> "classifier.1." + name;
      default -> throw new IllegalArgumentException("no ResNet has the key " + torchvision);
    };
  }

  private static String stage(MatchResult key) {
    return String.format(
        Locale.ROOT, "resnet.encoder.stages.%d.layers.%s.", number(key, 1) - 1, key.group(2));
  }

  private static int number(MatchResult key, int group) {
    return Integer.parseInt(key.group(group));
  }

  private static String kind(boolean convolution) {
    return convolution ? "convolution" : "normalization";
  }
}

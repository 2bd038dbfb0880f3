package org.resnet4j.weights;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How libraries spell the keys of a residual network, as functions from theirs to torchvision's.
 */
final class Spellings {
  private static final Pattern STAGE =
      Pattern.compile("(?:resnet\\.)?encoder\\.stages\\.(\\d{1,3})\\.layers\\.(\\d{1,3})\\.(.*)");

  private static final Map<String, String> STEM =
      Map.of(
          "embedder.embedder.convolution.", "conv1.",
          "embedder.embedder.normalization.", "bn1.",
          "classifier.1.", "fc.");

  static final List<UnaryOperator<String>> ALL =
      List.of(UnaryOperator.identity(), Spellings::publicCifar, Spellings::transformers);

  private Spellings() {}

  /** The public CIFAR networks: {@code linear} for fc, {@code shortcut} for downsample. */
  private static String publicCifar(String key) {
    String renamed = key.startsWith("linear.") ? "fc." + key.substring(7) : key;
    return renamed.replace(".shortcut.", ".downsample.");
  }

  /** Hugging Face's transformers: {@code encoder.stages.0.layers.1.layer.2.convolution.weight}. */
  private static String transformers(String key) {
    var stage = STAGE.matcher(key);
    if (stage.matches()) {
      int number = Integer.parseInt(stage.group(1)) + 1;
      return String.format(
          Locale.ROOT, "layer%d.%s.%s", number, stage.group(2), transformersBlock(stage.group(3)));
    }
    String own = key.startsWith("resnet.embedder.") ? key.substring("resnet.".length()) : key;
    for (var stem : STEM.entrySet()) {
      if (own.startsWith(stem.getKey())) {
        return stem.getValue() + own.substring(stem.getKey().length());
      }
    }
    return key;
  }

  private static String transformersBlock(String rest) {
    String key =
        rest.replace("shortcut.convolution.", "downsample.0.")
            .replace("shortcut.normalization.", "downsample.1.");
    for (int i = 0; i < 3; i++) {
      key =
          key.replace(
                  String.format(Locale.ROOT, "layer.%d.convolution.", i),
                  String.format(Locale.ROOT, "conv%d.", i + 1))
              .replace(
                  String.format(Locale.ROOT, "layer.%d.normalization.", i),
                  String.format(Locale.ROOT, "bn%d.", i + 1));
    }
    return key;
  }
}

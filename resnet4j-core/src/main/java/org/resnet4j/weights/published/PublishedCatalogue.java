package org.resnet4j.weights.published;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnet4j.weights.published.PublishedWeights.Preset;

/**
 * The checkpoints that torchvision publishes for networks of the zoo; names, hashes and accuracies
 * are those of torchvision 0.29.
 */
public final class PublishedCatalogue {
  private PublishedCatalogue() {}

  /** All of them, by network; of one network the first edition first. */
  public static final List<PublishedWeights> ALL =
      List.of(
          v1("resnet18", "resnet18-f37072fd.pth", 69.758, 89.078),
          v1("resnet34", "resnet34-b627a593.pth", 73.314, 91.420),
          v1("resnet50", "resnet50-0676ba61.pth", 76.130, 92.862),
          v2("resnet50", "resnet50-11ad3fa6.pth", 80.858, 95.434),
          v1("resnet101", "resnet101-63fe2227.pth", 77.374, 93.546),
          v2("resnet101", "resnet101-cd907fc2.pth", 81.886, 95.780),
          v1("resnet152", "resnet152-394f9c45.pth", 78.312, 94.046),
          v2("resnet152", "resnet152-f82ba261.pth", 82.284, 96.002),
          v1("vgg11", "vgg11-8a719046.pth", 69.020, 88.628),
          v1("vgg11_bn", "vgg11_bn-6002323d.pth", 70.370, 89.810),
          v1("vgg13", "vgg13-19584684.pth", 69.928, 89.246),
          v1("vgg13_bn", "vgg13_bn-abd245e5.pth", 71.586, 90.374),
          v1("vgg16", "vgg16-397923af.pth", 71.592, 90.382),
          v1("vgg16_bn", "vgg16_bn-6c64b313.pth", 73.360, 91.516),
          v1("vgg19", "vgg19-dcbb9e9d.pth", 72.376, 90.876),
          v1("vgg19_bn", "vgg19_bn-c79401a0.pth", 74.218, 91.842),
          v1("alexnet", "alexnet-owt-7be5be79.pth", 56.522, 79.066),
          new PublishedWeights(
              "googlenet", "v1", "googlenet-1378be20.pth", 69.778, 89.530, Preset.minusOneToOne()));

  private static PublishedWeights v1(String model, String file, double top1, double top5) {
    return new PublishedWeights(model, "v1", file, top1, top5, Preset.usual());
  }

  private static PublishedWeights v2(String model, String file, double top1, double top5) {
    return new PublishedWeights(model, "v2", file, top1, top5, Preset.less());
  }

  /**
   * Whether a text asks for published weights.
   *
   * @param text where weights come from, as users type it
   * @return whether it is {@code imagenet} or begins with {@code imagenet:}
   */
  public static boolean isName(String text) {
    return text.equals("imagenet") || text.startsWith("imagenet:");
  }

  /**
   * A network's weights.
   *
   * @param name {@code imagenet}, which is the first edition, {@code imagenet:v1} or {@code
   *     imagenet:v2}
   * @param model the network's name in the zoo, {@code resnet50}
   * @return the checkpoint
   * @throws IllegalArgumentException if there are none; the message lists the weights there are
   */
  public static PublishedWeights of(String name, String model) {
    var wanted = model.trim().toLowerCase(Locale.ROOT);
    var edition = name.equals("imagenet") ? "v1" : name.substring(name.indexOf(':') + 1);
    return ALL.stream()
        .filter(each -> each.model().equals(wanted) && each.edition().equals(edition))
        .findFirst()
        .orElseThrow(() -> missing(name, wanted));
  }

  /**
   * The published checkpoint with this file name.
   *
   * @param file the name without folders, {@code resnet50-0676ba61.pth}
   * @return the checkpoint; empty if none has this name
   */
  public static Optional<PublishedWeights> ofFile(String file) {
    return ALL.stream().filter(each -> each.file().equals(file)).findFirst();
  }

  private static IllegalArgumentException missing(String name, String model) {
    var editions =
        ALL.stream()
            .filter(each -> each.model().equals(model))
            .map(each -> "imagenet:" + each.edition())
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        editions.isEmpty()
            ? "there are no published weights of %s; there are some of %s"
                .formatted(model, models())
            : "there are no weights '%s' of %s; choose from %s".formatted(name, model, editions));
  }

  private static String models() {
    return ALL.stream().map(PublishedWeights::model).distinct().collect(Collectors.joining(", "));
  }
}

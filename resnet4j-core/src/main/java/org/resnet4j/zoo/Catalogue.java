package org.resnet4j.zoo;

import static org.resnet4j.zoo.Family.cifar;
import static org.resnet4j.zoo.Family.imageNet;
import static org.resnet4j.zoo.Family.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.resnet4j.model.Initialisation;
import org.resnet4j.zoo.ZooOptions.Choice;

/** Which name means which network, with its default input, classes and initialisation. */
final class Catalogue {
  private Catalogue() {}

  private static final List<Integer> CIFAR_DEPTHS = List.of(20, 32, 44, 56, 110, 1202);
  private static final List<Integer> HIGHWAY_DEPTHS = List.of(10, 20, 50, 100);
  private static final Pattern BY_DEPTH =
      Pattern.compile("(resnet|plain|highway|mlp)([1-9]\\d{0,4})");
  private static final Map<String, Family> NAMED = named();

  static List<String> names() {
    var names = new ArrayList<String>();
    for (var kind : List.of("resnet", "plain")) {
      ResNet.IMAGENET_DEPTHS.forEach(depth -> names.add(kind + depth));
      CIFAR_DEPTHS.forEach(depth -> names.add(kind + depth));
    }
    names.addAll(NAMED.keySet());
    for (var kind : List.of("highway", "mlp")) {
      HIGHWAY_DEPTHS.forEach(depth -> names.add(kind + depth));
    }
    return List.copyOf(names);
  }

  /**
   * The network of this name; empty if there is none.
   *
   * @throws IllegalArgumentException if the family is known and has no such depth
   */
  static Optional<Family> find(String name) {
    return Optional.ofNullable(NAMED.get(name)).or(() -> byDepth(name));
  }

  private static Optional<Family> byDepth(String name) {
    var matcher = BY_DEPTH.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int depth = Integer.parseInt(matcher.group(2));
    return Optional.of(
        switch (matcher.group(1)) {
          case "resnet" -> isImageNet(name, depth) ? resNet(depth) : cifarResNet(depth);
          case "plain" -> isImageNet(name, depth) ? plain(depth) : cifarPlain(depth);
          case "highway" -> highway(depth);
          default -> mlp(depth);
        });
  }

  private static boolean isImageNet(String name, int depth) {
    boolean imageNet = ResNet.IMAGENET_DEPTHS.contains(depth);
    if (!imageNet && !ResNet.isCifarDepth(depth)) {
      throw new IllegalArgumentException(
          ("there is no %s: CIFAR depths are 6n+2, for example 20, 32, 44; "
                  + "ImageNet depths are 18, 34, 50, 101, 152")
              .formatted(name));
    }
    return imageNet;
  }

  private static Family resNet(int depth) {
    return imageNet(
        Initialisation.RESNET,
        (input, classes, options) ->
            ResNet.imageNet(
                depth,
                input.channels(),
                classes,
                options.shortcut().orElse(Shortcut.B),
                options.stridePlacement().orElse(StridePlacement.V1_5),
                options.stem().orElse(Stem.IMAGENET)),
        Choice.SHORTCUT,
        Choice.STRIDE_PLACEMENT,
        Choice.STEM);
  }

  private static Family plain(int depth) {
    return imageNet(
        Initialisation.RESNET,
        (input, classes, options) ->
            PlainNet.imageNet(
                depth,
                input.channels(),
                classes,
                options.stridePlacement().orElse(StridePlacement.V1_5),
                options.stem().orElse(Stem.IMAGENET)),
        Choice.STRIDE_PLACEMENT,
        Choice.STEM);
  }

  private static Family cifarResNet(int depth) {
    return cifar(
        Initialisation.RESNET,
        (input, classes, options) ->
            ResNet.cifar(depth, input.channels(), classes, options.shortcut().orElse(Shortcut.A)),
        Choice.SHORTCUT);
  }

  private static Family cifarPlain(int depth) {
    return cifar(
        Initialisation.RESNET,
        (input, classes, options) -> PlainNet.cifar(depth, input.channels(), classes));
  }

  private static Family highway(int depth) {
    return mnist(
        Initialisation.HE,
        (input, classes, options) -> HighwayNet.fullyConnected(input, depth, classes));
  }

  private static Family mlp(int depth) {
    return mnist(
        Initialisation.HE, (input, classes, options) -> HighwayNet.plain(input, depth, classes));
  }

  private static Map<String, Family> named() {
    var named = new LinkedHashMap<String, Family>();
    for (int depth : Vgg.DEPTHS) {
      for (boolean norm : new boolean[] {false, true}) {
        named.put(
            "vgg" + depth + (norm ? "_bn" : ""),
            imageNet(Initialisation.VGG, (in, n, o) -> Vgg.of(depth, norm, in.channels(), n)));
      }
    }
    named.put(
        "alexnet",
        imageNet(Initialisation.DEFAULT, (in, n, o) -> AlexNet.torchvision(in.channels(), n)));
    named.put(
        "alexnet_paper",
        imageNet(Initialisation.DEFAULT, (in, n, o) -> AlexNet.paper(in.channels(), n)));
    named.put(
        "googlenet",
        imageNet(Initialisation.GOOGLENET, (in, n, o) -> GoogLeNet.torchvision(in.channels(), n)));
    named.put(
        "googlenet_paper",
        imageNet(Initialisation.XAVIER, (in, n, o) -> GoogLeNet.paper(in.channels(), n)));
    named.put("lenet5", mnist(Initialisation.DEFAULT, (in, n, o) -> LeNet5.modern(in, n)));
    named.put("lenet5_1998", mnist(Initialisation.LENET5, (in, n, o) -> LeNet5.of1998(in, n)));
    for (int width : List.of(16, 32)) {
      named.put(
          "highway10_conv" + width,
          mnist(Initialisation.HE, (in, n, o) -> HighwayNet.mnist(width, in.channels(), n)));
    }
    for (int depth : List.of(19, 32)) {
      named.put(
          "highway" + depth + "_cifar",
          cifar(Initialisation.HE, (in, n, o) -> HighwayNet.cifar(depth, in.channels(), n)));
    }
    return named;
  }
}

package org.resnet4j.lab.claims;

import java.util.List;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.StridePlacement;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/**
 * The size of a network as the paper prints it, for comparison with the size that we compute.
 *
 * @param network as the paper calls it
 * @param model its name in the zoo
 * @param placement the stride placement for which the printed figure holds
 * @param multiplyAdds printed in Table 1 ("FLOPs") or section 3.3; NaN where it prints none
 * @param millionParameters printed in Table 6; NaN where it prints none
 * @param source table or section
 */
record Printed(
    String network,
    String model,
    StridePlacement placement,
    double multiplyAdds,
    double millionParameters,
    String source) {

  /** Table 1, section 3.3 and Table 6 of He et al. 2015. */
  static final List<Printed> ALL =
      List.of(
          cost("ResNet-18", "resnet18", 1.8e9, "Table 1"),
          cost("ResNet-34", "resnet34", 3.6e9, "Table 1"),
          cost("ResNet-50", "resnet50", 3.8e9, "Table 1"),
          cost("ResNet-101", "resnet101", 7.6e9, "Table 1"),
          cost("ResNet-152", "resnet152", 11.3e9, "Table 1"),
          cost("plain-34", "plain34", 3.6e9, "section 3.3"),
          cost("VGG-16", "vgg16", 15.3e9, "section 1"),
          cost("VGG-19", "vgg19", 19.6e9, "section 3.3"),
          size("ResNet-20", "resnet20", 0.27),
          size("ResNet-32", "resnet32", 0.46),
          size("ResNet-44", "resnet44", 0.66),
          size("ResNet-56", "resnet56", 0.85),
          size("ResNet-110", "resnet110", 1.7),
          size("ResNet-1202", "resnet1202", 19.4));

  private static Printed cost(String network, String model, double multiplyAdds, String source) {
    return new Printed(network, model, StridePlacement.PAPER, multiplyAdds, Double.NaN, source);
  }

  private static Printed size(String network, String model, double millions) {
    return new Printed(network, model, StridePlacement.PAPER, Double.NaN, millions, "Table 6");
  }

  /** The network as the paper builds it. */
  org.resnet4j.model.Architecture architecture() {
    boolean bottlenecks = model.matches("resnet(50|101|152)");
    var options =
        bottlenecks ? ZooOptions.DEFAULTS.withStridePlacement(placement) : ZooOptions.DEFAULTS;
    return Zoo.of(model, options);
  }

  Shape input() {
    return architecture().input();
  }
}

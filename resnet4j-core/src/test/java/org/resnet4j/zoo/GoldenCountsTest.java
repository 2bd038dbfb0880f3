package org.resnet4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.model.Cost;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;

/** Parameters and multiply-adds against counts that PyTorch computed and papers print. */
class GoldenCountsTest {
  private static final String PAPER_BLOCKS =
      """
      50, 3.858
      101, 7.570
      152, 11.282
      """;

  @ParameterizedTest
  @CsvFileSource(resources = "counts.csv")
  void countsEqualTheGoldenOnes(String name, long parameters, long multiplyAdds) {
    var cost = cost(name, ZooOptions.DEFAULTS);
    assertThat(cost.parameters()).isEqualTo(parameters);
    assertThat(cost.multiplyAdds()).isEqualTo(multiplyAdds);
    assertThat(Parameters.count(Zoo.of(name).layer())).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource(textBlock = PAPER_BLOCKS)
  void theStrideOnTheFirst1x1GivesThePapersFlops(int depth, double billions) {
    var options = ZooOptions.DEFAULTS.withStridePlacement(StridePlacement.PAPER);
    var cost = cost("resnet" + depth, options);
    assertThat(cost.multiplyAdds() / 1e9).isCloseTo(billions, within(0.0005));
    assertThat(cost.parameters()).isEqualTo(cost("resnet" + depth).parameters());
  }

  @ParameterizedTest
  @CsvSource({"20, 272474", "56, 855770", "110, 1730714", "1202, 19424026"})
  void optionBAddsTwoProjectionsToTheCifarFamily(int depth, long parameters) {
    var options = ZooOptions.DEFAULTS.withShortcut(Shortcut.B);
    assertThat(cost("resnet" + depth, options).parameters()).isEqualTo(parameters);
  }

  @Test
  void optionCProjectsEveryShortcutOfResNet34() {
    var options = ZooOptions.DEFAULTS.withShortcut(Shortcut.C);
    assertThat(cost("resnet34", options).parameters()).isEqualTo(22_716_840);
  }

  @ParameterizedTest
  @CsvSource({"18, 1.795", "34, 3.644"})
  void plainNetworksCostWhatOptionACosts(int depth, double billions) {
    var optionA = cost("resnet" + depth, ZooOptions.DEFAULTS.withShortcut(Shortcut.A));
    var plain = cost("plain" + depth);
    assertThat(plain.multiplyAdds()).isEqualTo(optionA.multiplyAdds());
    assertThat(plain.multiplyAdds() / 1e9).isCloseTo(billions, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({
    "18, 11515688",
    "34, 21623848",
    "50, 22780456",
    "101, 41772584",
    "152, 57416232",
    "20, 269722",
    "56, 853018",
    "110, 1727962"
  })
  void optionAAddsNoParameters(int depth, long parameters) {
    var optionA = ZooOptions.DEFAULTS.withShortcut(Shortcut.A);
    assertThat(cost("resnet" + depth, optionA).parameters()).isEqualTo(parameters);
    assertThat(cost("plain" + depth).parameters()).isEqualTo(parameters);
  }

  /** He et al. 2015, Table 6, in millions as printed. */
  @ParameterizedTest
  @CsvSource({"20, 0.27", "32, 0.46", "44, 0.66", "56, 0.85", "110, 1.7", "1202, 19.4"})
  void theCifarFamilyHasTable6sParameters(int depth, double millions) {
    double printed = millions < 1 ? 0.005 : 0.05;
    assertThat(cost("resnet" + depth).parameters() / 1e6).isCloseTo(millions, within(printed));
  }

  @Test
  void googLeNetHasItsClassifierWithoutTheHeads() {
    long evaluated =
        cost("googlenet").rows().stream()
            .filter(row -> !row.node().trainingOnly())
            .mapToLong(Cost.Row::parameters)
            .sum();
    assertThat(evaluated).isEqualTo(6_624_904);
  }

  @ParameterizedTest
  @CsvSource({"224, 60965224", "227, 60965224"})
  void alexNetsTwoTowersHaveThePapersWeights(int size, long parameters) {
    var options = ZooOptions.DEFAULTS.withInput(Shape.of(3, size, size));
    assertThat(cost("alexnet_paper", options).parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"28", "32"})
  void leNet5Has60000TrainedWeights(int size) {
    var options = ZooOptions.DEFAULTS.withInput(Shape.of(1, size, size));
    assertThat(cost("lenet5_1998", options).parameters()).isEqualTo(60_000);
    assertThat(cost("lenet5", options).parameters()).isEqualTo(61_706);
  }

  /** LeCun et al. 1998, section II-B, layer by layer. */
  @ParameterizedTest
  @CsvSource({
    "c1, 156, 6x28x28",
    "s2, 12, 6x14x14",
    "c3, 1516, 16x10x10",
    "s4, 32, 16x5x5",
    "c5, 48120, 120x1x1",
    "f6, 10164, 84",
    "output, 0, 10"
  })
  void leNet5sLayersAreThePapers(String path, long parameters, String shape) {
    var row =
        cost("lenet5_1998").rows().stream()
            .filter(candidate -> candidate.node().path().equals(path))
            .findFirst()
            .orElseThrow();
    assertThat(row.parameters()).isEqualTo(parameters);
    assertThat(row.node().out()).hasToString(shape);
  }

  /** Srivastava et al. 2015, "Training very deep networks", Table 1: 39 K and 151 K. */
  @ParameterizedTest
  @CsvSource({"16, 39", "32, 151"})
  void convolutionalHighwaysForMnistHaveThePapersSize(int width, long thousands) {
    long parameters = cost("highway10_conv" + width).parameters();
    assertThat(Math.round(parameters / 1e3)).isEqualTo(thousands);
  }

  /** The same paper, section 3.1: about 5,000 weights a layer in both kinds. */
  @Test
  void highwayLayersAndPlainLayersHaveAboutThe5000WeightsOfThePaper() {
    long highway = cost("highway11").parameters() - cost("highway10").parameters();
    long plain = cost("mlp11").parameters() - cost("mlp10").parameters();
    assertThat(highway).isEqualTo(5100);
    assertThat(plain).isEqualTo(5112);
  }

  @Test
  void vggAndResNetHaveThePapersNumberOfWeightLayers() {
    for (var name : List.of("vgg19", "resnet34", "plain34", "resnet152", "resnet110")) {
      long layers =
          Parameters.of(Zoo.of(name).layer()).stream()
              .filter(parameter -> parameter.role() == Parameter.Role.WEIGHT)
              .filter(parameter -> !parameter.key().contains("downsample"))
              .count();
      assertThat(name).endsWith(Long.toString(layers));
    }
  }

  private static Cost cost(String name) {
    return cost(name, ZooOptions.DEFAULTS);
  }

  private static Cost cost(String name, ZooOptions options) {
    var architecture = Zoo.of(name, options);
    return Cost.of(architecture.layer(), architecture.input());
  }
}

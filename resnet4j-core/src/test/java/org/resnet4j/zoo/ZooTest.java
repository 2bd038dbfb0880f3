package org.resnet4j.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Layer.Combinator;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.model.Shapes;

/** The catalogue: what it builds, and what it says when it cannot. */
class ZooTest {
  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkGivesOneLogitAClass(String name) {
    var standard = Zoo.of(name);
    assertThat(Shapes.infer(standard.layer(), standard.input()))
        .isEqualTo(Shape.of(standard.classes()));
    var seven = Zoo.of(name, ZooOptions.DEFAULTS.withClasses(7));
    assertThat(Shapes.infer(seven.layer(), seven.input())).isEqualTo(Shape.of(7));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkTakesAnyNumberOfChannels(String name) {
    var input = Zoo.of(name).input();
    var five = Shape.of(5, input.height(), input.width());
    var network = Zoo.of(name, ZooOptions.DEFAULTS.withInput(five));
    assertThat(Shapes.infer(network.layer(), five)).isEqualTo(Shape.of(network.classes()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNodeThatComputesHasAPathOfItsOwn(String name) {
    var network = Zoo.of(name);
    assertThat(Shapes.trace(network.layer(), network.input()))
        .filteredOn(node -> !(node.layer() instanceof Combinator))
        .extracting(Shapes.Node::path)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "resnet20, 1x28x28",
    "plain20, 1x28x28",
    "resnet18, 1x28x28",
    "resnet50, 3x32x32",
    "vgg11, 3x32x32",
    "vgg19_bn, 1x32x32",
    "googlenet, 1x28x28",
    "googlenet, 3x15x15",
    "alexnet, 3x64x64",
    "alexnet_paper, 3x64x64",
    "lenet5, 3x32x32",
    "lenet5_1998, 3x32x32",
    "highway10, 3x32x32",
    "highway19_cifar, 1x28x28",
    "highway32_cifar, 1x28x28",
    "mlp10, 3x32x32",
    "resnet56, 3x96x64"
  })
  void familiesThatAllowItTakeOtherImages(String name, String input) {
    var shape = Shape.parse(input);
    var network = Zoo.of(name, ZooOptions.DEFAULTS.withInput(shape).withClasses(10));
    assertThat(Shapes.infer(network.layer(), shape)).isEqualTo(Shape.of(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet8", "resnet14", "resnet26", "plain56", "plain110", "highway3"})
  void everyDepthOfAFamilyCanBeAskedFor(String name) {
    assertThat(Zoo.of(name).name()).isEqualTo(name);
  }

  @Test
  void theSmallStemKeepsTheSizeOfSmallImages() {
    var options = ZooOptions.DEFAULTS.withInput(Shape.of(3, 32, 32)).withStem(Stem.SMALL);
    var network = Zoo.of("resnet18", options);
    assertThat(Shapes.trace(network.layer(), network.input()))
        .filteredOn(node -> node.path().equals("layer1"))
        .singleElement()
        .extracting(Shapes.Node::out)
        .isEqualTo(Shape.of(64, 32, 32));
  }

  @Test
  void aResNetWithoutShortcutsIsThePlainNetwork() {
    var none = ZooOptions.DEFAULTS.withShortcut(Shortcut.NONE);
    assertThat(Zoo.of("resnet20", none).layer()).isEqualTo(Zoo.of("plain20").layer());
  }

  @Test
  void anUnknownModelIsAnsweredWithTheNearestNames() {
    assertThatThrownBy(() -> Zoo.of("resnt50"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no model 'resnt50'; similar names: resnet50, resnet20, resnet56");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet21", "plain19", "resnet2", "resnet99999"})
  void aDepthThatIsNot6nPlus2IsToldSo(String name) {
    assertThatThrownBy(() -> Zoo.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no " + name)
        .hasMessageContaining("6n+2, for example 20, 32, 44");
  }

  @Test
  void anOptionThatANetworkLacksIsRefused() {
    assertThatThrownBy(() -> Zoo.of("vgg16", ZooOptions.DEFAULTS.withShortcut(Shortcut.A)))
        .hasMessage("vgg16 has no shortcut option; that belongs to the ResNets");
    assertThatThrownBy(() -> Zoo.of("resnet20", ZooOptions.DEFAULTS.withStem(Stem.SMALL)))
        .hasMessageStartingWith("resnet20 has no choice of stem");
  }

  @Test
  void anImageThatIsTooSmallNamesTheLayer() {
    assertThatThrownBy(() -> Zoo.of("vgg16", ZooOptions.DEFAULTS.withInput(Shape.of(3, 16, 16))))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("vgg16 cannot take 3x16x16: features.30 has a window of 2x2");
    assertThatThrownBy(() -> Zoo.of("lenet5", ZooOptions.DEFAULTS.withInput(Shape.of(1, 40, 40))))
        .hasMessage("lenet5 cannot take 1x40x40: LeNet-5 is made for images of 28x28 or 32x32");
  }

  @Test
  void senselessOptionsAreRefused() {
    assertThatThrownBy(() -> ZooOptions.DEFAULTS.withClasses(0))
        .hasMessage("classes must be at least 1, got 0");
    assertThatThrownBy(() -> ZooOptions.DEFAULTS.withInput(Shape.of(784)))
        .hasMessageContaining("channels x height x width");
    assertThatThrownBy(() -> Shortcut.parse("D")).hasMessageContaining("none, A, B or C");
    assertThatThrownBy(() -> StridePlacement.parse("v2")).hasMessageContaining("paper or v1.5");
    assertThatThrownBy(() -> Stem.parse("tiny")).hasMessageContaining("imagenet or small");
  }
}

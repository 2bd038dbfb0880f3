package org.resnet4j.weights.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.zoo.Zoo;

class PublishedWeightsTest {
  private static final double CLOSE = 1e-12;

  @SuppressWarnings("unused")
  private static final Iterable<PublishedWeights> ALL = PublishedCatalogue.ALL;

  /** The rows were printed by torchvision itself; make_published.py. */
  @ParameterizedTest
  @CsvFileSource(resources = "torchvision-published.csv")
  void theCatalogueIsTorchvisions(
      String model,
      String edition,
      String address,
      double top1,
      double top5,
      int resize,
      int crop,
      double meanOfRed,
      double deviationOfRed) {
    var ours = PublishedCatalogue.of("imagenet:" + edition, model);
    assertThat(PublishedFiles.PYTORCH.resolve(ours.file())).hasToString(address);
    assertThat(ours.top1()).isEqualTo(top1);
    assertThat(ours.top5()).isEqualTo(top5);
    assertThat(ours.preset().resize()).isEqualTo(resize);
    assertThat(ours.preset().crop()).isEqualTo(crop);
    assertThat(ours.preset().mean().getFirst()).isCloseTo(meanOfRed, within(CLOSE));
    assertThat(ours.preset().deviation().getFirst()).isCloseTo(deviationOfRed, within(CLOSE));
  }

  @Test
  void everySharedModelHasWeightsAndNoneIsThereTwice() {
    assertThat(PublishedCatalogue.ALL).hasSize(18).doesNotHaveDuplicates();
    assertThat(PublishedCatalogue.ALL.stream().map(PublishedWeights::model).distinct()).hasSize(15);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void theFileNamesItsHashAndTheZooHasTheNetwork(PublishedWeights weights) {
    assertThat(weights.sha256Prefix()).matches("[0-9a-f]{8}");
    assertThat(PublishedCatalogue.ofFile(weights.file())).contains(weights);
    assertThat(Zoo.of(weights.model()).classes()).isEqualTo(ImageNetClasses.NAMES.size());
  }

  @Test
  void theFirstEditionIsMeantWhereNoneIsNamed() {
    assertThat(PublishedCatalogue.of("imagenet", "ResNet50").edition()).isEqualTo("v1");
    assertThat(PublishedCatalogue.of("imagenet:v2", "resnet50").edition()).isEqualTo("v2");
  }

  @Test
  void whatIsNotPublishedIsSaid() {
    assertThatThrownBy(() -> PublishedCatalogue.of("imagenet:v2", "resnet18"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no weights 'imagenet:v2' of resnet18; choose from imagenet:v1");
    assertThatThrownBy(() -> PublishedCatalogue.of("imagenet", "resnet20"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "there are no published weights of resnet20; there are some of resnet18");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imagenet.pth", "./imagenet", "model.safetensors", "imagenet2"})
  void filesAreNoNames(String text) {
    assertThat(PublishedCatalogue.isName(text)).isFalse();
  }

  /** googlenet.py's transform_input, for every value that a byte can be. */
  @Test
  void googLeNetsInputIsWhatTransformInputMakesOfTheUsualOne() {
    double[] mean = {0.485, 0.456, 0.406};
    double[] deviation = {0.229, 0.224, 0.225};
    var ours = PublishedCatalogue.of("imagenet", "googlenet").preset();
    for (int c = 0; c < 3; c++) {
      for (int value = 0; value < 256; value++) {
        double usual = (value / 255.0 - mean[c]) / deviation[c];
        double theirs = usual * (deviation[c] / 0.5) + (mean[c] - 0.5) / 0.5;
        assertThat((value / 255.0 - ours.mean().get(c)) / ours.deviation().get(c))
            .isCloseTo(theirs, within(CLOSE));
      }
    }
  }

  @Test
  void aThousandClassesHaveNamesOfTheirOwn() {
    assertThat(ImageNetClasses.NAMES).hasSize(1000).doesNotHaveDuplicates();
    assertThat(ImageNetClasses.NAMES).noneMatch(name -> name.isBlank() || name.startsWith("#"));
    assertThat(ImageNetClasses.NAMES.getFirst()).isEqualTo("tench");
    assertThat(ImageNetClasses.NAMES.get(281)).isEqualTo("tabby");
    assertThat(ImageNetClasses.NAMES.getLast()).isEqualTo("toilet tissue");
  }
}

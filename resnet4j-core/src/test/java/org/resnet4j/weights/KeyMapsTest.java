package org.resnet4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class KeyMapsTest {
  private final Network network = Network.create(Zoo.of("resnet18"), 0);

  @ParameterizedTest
  @ValueSource(
      strings = {"", "module.", "state_dict.", "state_dict.module.", "model.", "net.", "a.b.c."})
  void whateverStandsBeforeTheKeysIsStripped(String prefix) {
    var foreign = renamed(network.weights(), key -> prefix + key);
    if (prefix.contains(".")) {
      foreign = with(foreign, "optimizer.state.0.momentum_buffer", NdArray.scalar(1));
    }
    var fit = KeyMaps.fit(foreign, network.layer());
    assertThat(fit.what()).isEmpty();
    assertThat(fit.weights().arrays()).isEqualTo(network.weights().arrays());
  }

  @Test
  void linearAndShortcutAreFcAndDownsample() {
    var foreign =
        renamed(
            network.weights(),
            key -> "net.module." + key.replace("fc.", "linear.").replace("downsample", "shortcut"));
    assertThat(KeyMaps.fit(foreign, network.layer()).weights().arrays())
        .isEqualTo(network.weights().arrays());
  }

  @Test
  void transformersSpellingIsKnown() {
    var foreign =
        renamed(
            network.weights(),
            key -> {
              String theirs = key.replaceFirst("^fc\\.", "classifier.1.");
              theirs =
                  theirs
                      .replaceFirst("^conv1\\.", "resnet.embedder.embedder.convolution.")
                      .replaceFirst("^bn1\\.", "resnet.embedder.embedder.normalization.");
              for (int stage = 1; stage <= 4; stage++) {
                theirs =
                    theirs.replaceFirst(
                        "^layer%d\\.(\\d)\\.".formatted(stage),
                        "resnet.encoder.stages.%d.layers.$1.".formatted(stage - 1));
              }
              return theirs
                  .replace("downsample.0", "shortcut.convolution")
                  .replace("downsample.1", "shortcut.normalization")
                  .replaceFirst("\\.conv1\\.", ".layer.0.convolution.")
                  .replaceFirst("\\.conv2\\.", ".layer.1.convolution.")
                  .replaceFirst("\\.bn1\\.", ".layer.0.normalization.")
                  .replaceFirst("\\.bn2\\.", ".layer.1.normalization.");
            });
    assertThat(foreign.keys())
        .contains("resnet.encoder.stages.1.layers.0.shortcut.convolution.weight");
    assertThat(KeyMaps.fit(foreign, network.layer()).weights().arrays())
        .isEqualTo(network.weights().arrays());
  }

  @Test
  void missingBatchCountersBecomeZero() {
    var arrays = new LinkedHashMap<>(network.weights().arrays());
    arrays.keySet().removeIf(key -> key.endsWith("num_batches_tracked"));
    var fit = KeyMaps.fit(new Weights(arrays), network.layer());
    assertThat(fit.weights().at("bn1.num_batches_tracked").data()).containsExactly(0);
  }

  @Test
  void whatDoesNotFitIsNamedKeyByKey() {
    var arrays = new LinkedHashMap<>(network.weights().arrays());
    arrays.remove("layer1.0.conv1.weight");
    arrays.put("layer9.weight", NdArray.scalar(1));
    arrays.put("fc.bias", NdArray.zeros(Shape.of(10)));
    var fit = KeyMaps.fit(new Weights(arrays), network.layer());
    assertThat(fit.missing()).containsExactly("layer1.0.conv1.weight");
    assertThat(fit.unexpected()).containsExactly("layer9.weight");
    assertThat(fit.misshapen()).containsExactly("fc.bias (10, not 1000)");
    assertThatThrownBy(fit::weights)
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "the weights do not fit the network: missing: layer1.0.conv1.weight; "
                + "unexpected: layer9.weight; of different shape: fc.bias (10, not 1000)");
  }

  @Test
  void weightsOfAnotherNetworkAreNamedToo() {
    var fit = KeyMaps.fit(network.weights(), Zoo.of("alexnet").layer());
    assertThat(fit.missing()).hasSize(16);
    assertThat(fit.what()).contains("and 4 more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "googlenet", "alexnet"})
  void aNewClassifierKeepsTheRest(String model) {
    var pretrained = Network.create(Zoo.of(model), 1);
    var fresh = Network.create(Zoo.of(model, ZooOptions.DEFAULTS.withClasses(7)), 2);
    assertThat(KeyMaps.fit(pretrained.weights(), fresh.layer()).misshapen()).isNotEmpty();
    var weights = KeyMaps.fitAllButClassifier(pretrained.weights(), fresh).weights();
    int ofFresh = 0;
    for (String key : weights.keys()) {
      ofFresh += weights.at(key) == fresh.weights().at(key) ? 1 : 0;
      assertThat(
              weights.at(key) == fresh.weights().at(key)
                  || weights.at(key) == pretrained.weights().at(key))
          .as(key)
          .isTrue();
    }
    assertThat(ofFresh).isEqualTo(model.equals("googlenet") ? 6 : 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20-12fca82f.th", "resnet56-4bfd9763.th"})
  void thePublicCifarWeightsFit(String name) {
    var file = Resources.golden("cifar10-pretrained/" + name);
    assumeTrue(Files.exists(file), "the golden weights are not here: " + file);
    var layer = Zoo.of(name.substring(0, name.indexOf('-'))).layer();
    assertThat(KeyMaps.fit(WeightFile.read(file), layer).what()).isEmpty();
  }

  private static Weights renamed(Weights weights, UnaryOperator<String> rename) {
    var arrays = new LinkedHashMap<String, NdArray>();
    weights.arrays().forEach((key, array) -> arrays.put(rename.apply(key), array));
    return new Weights(arrays);
  }

  private static Weights with(Weights weights, String key, NdArray array) {
    var arrays = new LinkedHashMap<>(weights.arrays());
    arrays.put(key, array);
    return new Weights(arrays);
  }
}

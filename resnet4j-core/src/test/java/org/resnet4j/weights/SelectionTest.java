package org.resnet4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.model.Layer.WithHeads;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

class SelectionTest {
  private static final ZooOptions THREE = ZooOptions.DEFAULTS.withClasses(3);

  /** The first network is drawn from seed 1, the second from seed 2. */
  @ParameterizedTest
  @CsvSource({
    "resnet8, state_dict, state_dict_ema, usual, 2",
    "resnet8, state_dict_ema, state_dict, usual, 1",
    "resnet8, state_dict, ema_state_dict, usual, 2",
    "resnet18, state_dict, ema_state_dict, usual, 2",
    "resnet20, model, ema_model, usual, 2",
    "resnet20, model, model_ema.module, usual, 2",
    "resnet20, model, model_ema.module, raw, 1",
    "resnet8, model_ema, model, raw, 2",
    "resnet20, model, model_ema, ema, 2",
    "resnet8, student, teacher, usual, 1",
    "resnet8, teacher, student, usual, 1",
    "resnet8, teacher, student, student, 2",
    "resnet8, teacher.module, student.module, student, 2",
    "lenet5, schema, remark, usual, 1",
  })
  void whichNetworkIsTakenFollowsARule(
      String model, String first, String second, String state, int seed) {
    var one = Network.create(Zoo.of(model, THREE), 1);
    var two = Network.create(Zoo.of(model, THREE), 2);
    var file = both(Map.of(), first, one, second, two);
    var selection = state.equals("usual") ? Selection.USUAL : Selection.of(state);
    var fit = KeyMaps.fit(file, one.layer(), selection);
    assertThat(fit.what()).isEmpty();
    assertThat(fit.weights()).isEqualTo((seed == 1 ? one : two).weights());
    assertThat(fit.taken().key()).isEqualTo(seed == 1 ? first : second);
    assertThat(fit.taken().others()).containsExactly(seed == 1 ? second : first);
  }

  @Test
  void whichWasTakenIsSaid() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var file = both(Map.of(), "model", one, "model_ema", one);
    assertThat(KeyMaps.fit(file, one.layer()).taken().what())
        .isEqualTo(
            "of 2 networks in the file 'model_ema' was taken, the average of the weights;"
                + " the other is: 'model'");
    assertThat(KeyMaps.fit(one.weights(), one.layer()).taken().what()).isEmpty();
  }

  @Test
  void aNetworkThatIsNotThereIsRefusedWithThoseThatAre() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var file = both(Map.of(), "model", one, "teacher", one);
    assertThatThrownBy(() -> KeyMaps.fit(file, one.layer(), Selection.of("studnet")))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "there is nothing under 'studnet' in the file; its networks are: 'model', 'teacher'");
    assertThatThrownBy(() -> KeyMaps.fit(file, one.layer(), Selection.of("ema")))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "there is no average of the weights in the file; its networks are: 'model', 'teacher'");
    assertThatThrownBy(() -> Selection.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  /** As {@code last.safetensors} of a run holds them. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet8", "lenet5"})
  void aTrainingStateHasItsNetworkItsAverageAndNoOther(String model) {
    var raw = Network.create(Zoo.of(model, THREE), 1);
    var average = Network.create(Zoo.of(model, THREE), 2);
    var arrays = new LinkedHashMap<>(raw.weights().arrays());
    arrays.put("optimizer.step", NdArray.scalar(3));
    raw.weights().arrays().forEach((key, array) -> arrays.put("optimizer.momentum." + key, array));
    assertThat(KeyMaps.fit(new Weights(arrays), raw.layer()).weights()).isEqualTo(raw.weights());
    assertThat(KeyMaps.fit(new Weights(arrays), raw.layer()).taken().others()).isEmpty();
    average.weights().arrays().forEach((key, array) -> arrays.put("average." + key, array));
    var file = new Weights(arrays);
    assertThat(KeyMaps.fit(file, raw.layer()).weights()).isEqualTo(average.weights());
    assertThat(KeyMaps.fit(file, raw.layer(), Selection.of("raw")).weights())
        .isEqualTo(raw.weights());
  }

  @Test
  void arraysOfNoNetworkAreRefusedUnlessIgnored() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var extra = Map.of("model.loss.weight", NdArray.zeros(Shape.of(3)));
    var file = both(extra, "model", one, "teacher", one);
    assertThat(KeyMaps.fit(file, one.layer(), Selection.of("model")).unexpected())
        .containsExactly("loss.weight");
    for (String pattern : List.of("model.loss.*", "*.loss.weigh?", "model.loss.weight")) {
      var selection = Selection.of("model").ignoring(List.of(pattern));
      assertThat(KeyMaps.fit(file, one.layer(), selection).weights()).isEqualTo(one.weights());
    }
    var selection = Selection.USUAL.ignoring(List.of("model.loss", "loss*", "*.fc.*"));
    assertThat(KeyMaps.fit(file, one.layer(), selection).missing())
        .containsExactly("fc.weight", "fc.bias");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fc.1", "head.fc", "head", "classifier", "classifier.1", "last_linear", "fc.0"})
  void theLastLayerHasManyNames(String name) {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var arrays = new LinkedHashMap<String, NdArray>();
    one.weights()
        .arrays()
        .forEach((key, array) -> arrays.put(key.replaceFirst("^fc\\.", name + "."), array));
    assertThat(KeyMaps.fit(new Weights(arrays), one.layer()).weights()).isEqualTo(one.weights());
    arrays.put("fc.2.weight", NdArray.zeros(Shape.of(3, 64)));
    assertThat(KeyMaps.fit(new Weights(arrays), one.layer()).isWhole()).isFalse();
  }

  @Test
  void aCounterMayHaveOneAxis() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var arrays = new LinkedHashMap<>(one.weights().arrays());
    arrays.put("bn1.num_batches_tracked", new NdArray(Shape.of(1), new float[] {7}));
    assertThat(
            KeyMaps.fit(new Weights(arrays), one.layer()).weights().at("bn1.num_batches_tracked"))
        .isEqualTo(NdArray.scalar(7));
    arrays.put("bn1.num_batches_tracked", NdArray.zeros(Shape.of(2)));
    assertThat(KeyMaps.fit(new Weights(arrays), one.layer()).isWhole()).isFalse();
  }

  @Test
  void googLeNetMayComeWithoutItsSideHeads() {
    var whole = Network.create(Zoo.of("googlenet", THREE), 1);
    var bare = whole.weights().where(key -> !key.startsWith("aux"));
    assertThat(KeyMaps.fit(bare, whole.layer()).missing()).hasSize(2 * 10 - 2 * 1);
    var headless = KeyMaps.withoutHeads(whole.layer());
    assertThat(((WithHeads) headless).heads()).isEmpty();
    assertThat(KeyMaps.fit(bare, headless).weights()).isEqualTo(bare);
    var fresh = Network.create(Zoo.of("googlenet", ZooOptions.DEFAULTS.withClasses(5)), 2);
    var tuned = KeyMaps.fitAllButClassifier(bare, fresh).weights();
    assertThat(tuned.at("aux1.conv.conv.weight"))
        .isEqualTo(fresh.weights().at("aux1.conv.conv.weight"));
    assertThat(tuned.at("conv1.conv.weight")).isEqualTo(bare.at("conv1.conv.weight"));
  }

  @Test
  void twoSpellingsOfOneArrayAreNotMergedSilently() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var arrays = new LinkedHashMap<>(one.weights().arrays());
    arrays.put("linear.weight", NdArray.zeros(Shape.of(3, 64)));
    assertThat(KeyMaps.fit(new Weights(arrays), one.layer()).unexpected())
        .containsExactly("linear.weight");
  }

  @Test
  void keysOfManyPartsCostLittle() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    var arrays = new LinkedHashMap<>(one.weights().arrays());
    var number = NdArray.scalar(1);
    for (int i = 0; i < 20_000; i++) {
      arrays.put(".".repeat(1000) + i, number);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(KeyMaps.fit(new Weights(arrays), one.layer()).unexpected()).hasSize(20_000));
  }

  @Test
  void numbersThatAreNoneAreSaid() {
    var one = Network.create(Zoo.of("resnet8", THREE), 1);
    assertThat(one.weights().notFinite()).isEmpty();
    one.weights().at("fc.bias").data()[1] = Float.NaN;
    one.weights().at("fc.bias").data()[2] = Float.NEGATIVE_INFINITY;
    assertThat(one.weights().notFinite())
        .contains("'fc.bias' has 2 numbers of 3 that are NaN or infinite");
  }

  private static Weights both(
      Map<String, NdArray> extra, String first, Network one, String second, Network two) {
    var arrays = new LinkedHashMap<String, NdArray>();
    one.weights().arrays().forEach((key, array) -> arrays.put(first + "." + key, array));
    two.weights().arrays().forEach((key, array) -> arrays.put(second + "." + key, array));
    arrays.putAll(extra);
    return new Weights(arrays);
  }
}

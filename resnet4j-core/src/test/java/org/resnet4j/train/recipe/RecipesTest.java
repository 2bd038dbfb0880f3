package org.resnet4j.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.model.Layer;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Warmup;
import org.resnet4j.zoo.Zoo;

class RecipesTest {
  static List<String> names() {
    return Recipes.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeSaysWhatItIs(String name) {
    var recipe = Recipes.of(name);
    assertThat(recipe.name()).isEqualTo(name);
    assertThat(recipe.about()).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeTrainsANetworkOfTheZoo(String name) {
    assertThat(Zoo.of(Recipes.of(name).model().name()).name())
        .isEqualTo(Recipes.of(name).model().name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStepOfAugmentationIsKnown(String name) {
    var data = Recipes.of(name).data();
    assertThat(data.augmentation()).allSatisfy(AugmentationWords::parse);
    assertThat(data.testing()).allSatisfy(AugmentationWords::parse);
  }

  /** Data sets name their recipe, and cannot know whether there is one. */
  @ParameterizedTest
  @CsvSource({
    "mnist, mnist",
    "fashion-mnist, mnist",
    "mnist-sample, mnist-sample",
    "cifar10, fast-cifar10",
    "cifar100, fast-cifar10",
    "my/folder, folder"
  })
  void dataHaveAUsualRecipe(String data, String recipe) {
    assertThat(Recipes.of(Datasets.card(data).recipe()).name()).isEqualTo(recipe);
  }

  @Test
  void unknownStepsOfAugmentationAreNamed() {
    assertThatThrownBy(() -> AugmentationWords.parse("flop"))
        .hasMessageContaining("use one of: pad");
    assertThatThrownBy(() -> AugmentationWords.parse("scale-jitter 256"))
        .hasMessageContaining("write scale-jitter FROM TO");
  }

  @Test
  void thePapersCifarRecipeIsWordForWord() {
    var recipe = Recipes.of("paper-cifar10");
    var how = recipe.optimisation();
    assertThat(how.optimizer()).isEqualTo(new Optimizer.Sgd(0.9, false));
    assertThat(how.batchSize()).isEqualTo(128);
    assertThat(how.weightDecay()).isEqualTo(1e-4);
    assertThat(how.decayNorms()).isTrue();
    assertThat(how.labelSmoothing()).isZero();
    assertThat(recipe.budget().length()).isEqualTo(Length.iterations(64_000));
    assertThat(recipe.data().heldOut()).hasValue(5000);
    assertThat(recipe.data().augmentation()).containsExactly("pad-crop 4", "flip");
    assertThat(recipe.data().normalisation()).isEqualTo(Recipe.Normalisation.PIXEL_MEAN);
  }

  @Test
  void aFlagOverridesASingleField() {
    var mnist = Recipes.of("mnist");
    var changed = mnist.with(r -> r.batchSize(64).seed(9));
    assertThat(changed.optimisation().batchSize()).isEqualTo(64);
    assertThat(changed.seed()).isEqualTo(9);
    assertThat(changed.with(r -> r.batchSize(128).seed(1))).isEqualTo(mnist);
    var optioned = mnist.with(r -> r.modelOption("shortcut", "B"));
    assertThat(optioned.model().options()).containsEntry("shortcut", "B");
    assertThat(RecipeJson.read(RecipeJson.write(optioned))).isEqualTo(optioned);
  }

  @Test
  void wrongValuesAreNamed() {
    var mnist = Recipes.of("mnist");
    assertThatThrownBy(() -> mnist.with(r -> r.batchSize(0))).hasMessageContaining("batch size 0");
    assertThatThrownBy(() -> mnist.with(r -> r.learningRate(-1)))
        .hasMessageContaining("learning rate -1");
    assertThatThrownBy(() -> mnist.with(r -> r.warmup(Warmup.linear(Length.epochs(1)))))
        .hasMessageContaining("one-cycle");
    assertThatThrownBy(() -> Recipes.of("mnits")).hasMessageContaining("choose from mnist ");
    assertThatThrownBy(() -> RecipeJson.read("{\"nam\":1}"))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("nam");
  }

  @Test
  void freezingReadsTheNetworksOwnNames() {
    var layer = Zoo.of("resnet20").layer();
    var frozen = frozen("until:layer2", layer);
    assertThat(frozen.test("conv1.weight")).isTrue();
    assertThat(frozen.test("layer1.2.bn2.running_mean")).isTrue();
    assertThat(frozen.test("layer2.0.conv1.weight")).isFalse();
    assertThat(frozen.test("fc.weight")).isFalse();
    var nothing = Freezing.of(Recipe.Model.of("resnet20"), layer);
    assertThat(nothing.test("conv1.weight")).isFalse();
    assertThatThrownBy(() -> frozen("until:layer9", layer))
        .hasMessageContaining("no such layer; it has conv1 bn1 layer1");
  }

  private static Predicate<String> frozen(String words, Layer layer) {
    return Freezing.of(Recipes.of("mnist").with(r -> r.freeze(words)).model(), layer);
  }
}

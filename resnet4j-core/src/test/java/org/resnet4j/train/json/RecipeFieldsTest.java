package org.resnet4j.train.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/** Recipes that are written here need no reflection to be read. */
class RecipeFieldsTest {
  private static final Recipe SMALL = TestRecipes.small();

  static List<Recipe> recipes() {
    return List.of(
        SMALL.with(r -> r.schedule(Schedule.constant()).optimizer(Optimizer.adam())),
        SMALL.with(r -> r.schedule(Schedule.cosine()).optimizer(Optimizer.adamW())),
        SMALL.with(r -> r.schedule(Schedule.oneCycle()).optimizer(Optimizer.nesterov(0.9))),
        SMALL.with(r -> r.schedule(Schedule.times(0.1).at(Length.epochs(1.5)))),
        SMALL.with(r -> r.schedule(Schedule.times(0.1).onPlateau(3))),
        SMALL.with(r -> r.warmup(Warmup.linear(Length.iterations(500)))),
        SMALL.with(r -> r.warmup(Warmup.times(0.1).untilErrorBelow(0.8))),
        SMALL.with(r -> r.timeLimit(Duration.ofMillis(1500)).heldOut(10).averageDecay(0.999)),
        SMALL.with(r -> r.state("ema").ignored(List.of("loss.*")).freeze("until:fc")),
        SMALL.with(r -> r.modelOption("shortcut", "B").weights("w.th").mixup(0.2).cutmix(1)));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyPartOfARecipeIsRead(Recipe recipe) {
    assertThat(RecipeFields.read(RecipeJson.write(recipe))).contains(recipe);
  }

  @Test
  void everyRecipeOfTheCatalogueIsRead() {
    for (var name : Recipes.names()) {
      assertThat(RecipeFields.read(RecipeJson.write(Recipes.of(name)))).contains(Recipes.of(name));
    }
  }

  @Test
  void theFirstRunsRecipesAreRead() throws IOException {
    try (var file = RecipeFieldsTest.class.getResourceAsStream("/recipes/first-edition.json")) {
      var then = TrainingJson.tree(new String(file.readAllBytes(), UTF_8)).orElseThrow();
      for (var recipe : then) {
        assertThat(RecipeFields.read(recipe.toString())).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "{}", "7", "{\"name\":\"a\",\"name\":\"b\"}", "{"})
  void whatIsNoRecipeIsLeftToTheStrictReader(String text) {
    assertThat(RecipeFields.read(text)).isEmpty();
  }

  @Test
  void textBehindARecipeIsLeftToTheStrictReader() {
    assertThat(RecipeFields.read(RecipeJson.write(SMALL) + "{}")).isEmpty();
  }
}

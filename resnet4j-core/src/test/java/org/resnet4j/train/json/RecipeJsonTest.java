package org.resnet4j.train.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.recipe.TestRecipes;

class RecipeJsonTest {
  private static final String SMALL = RecipeJson.write(TestRecipes.small());

  static List<String> names() {
    return Recipes.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeGoesThroughJsonUnchanged(String name) {
    var recipe = Recipes.of(name);
    assertThat(RecipeJson.read(RecipeJson.write(recipe))).isEqualTo(recipe);
  }

  @Test
  void everyFieldThatARecipeMayLeaveOutGoesThroughJson() {
    var full =
        TestRecipes.small()
            .with(
                r ->
                    r.modelOption("shortcut", "B")
                        .weights("first.safetensors")
                        .freeze("until:fc")
                        .heldOut(10)
                        .mixup(0.2)
                        .cutmix(1)
                        .clipNorm(5)
                        .timeLimit(Duration.ofMillis(1500)));
    assertThat(RecipeJson.read(RecipeJson.write(full))).isEqualTo(full);
    var json = TrainingJson.tree(RecipeJson.write(full)).orElseThrow();
    assertThat(json.at("/budget/seconds").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/data/heldOut").asInt()).isEqualTo(10);
  }

  @Test
  void whatIsNotThereIsNull() {
    var json = TrainingJson.tree(SMALL).orElseThrow();
    for (var field :
        List.of(
            "/model/weights",
            "/model/freeze",
            "/data/heldOut",
            "/data/mixup",
            "/data/cutmix",
            "/optimisation/clipNorm",
            "/budget/seconds")) {
      assertThat(json.at(field).isNull()).as(field).isTrue();
    }
  }

  /** The reports under docs/results were written by earlier versions. */
  @ParameterizedTest
  @CsvSource({
    "mnist-resnet20/result.json, resnet20, 3 epochs",
    "cifar10-resnet20/result.json, resnet20, 38 epochs",
    "fine-tuning/tuned.json, resnet20, 0.5 epochs",
    "fine-tuning/scratch.json, resnet20, 0.5 epochs",
    "fine-tuning/ours.json, resnet20, 0.5 epochs"
  })
  void publishedRunsAreStillRead(String file, String model, String length) throws IOException {
    var text = Files.readString(Path.of("../docs/results").resolve(file));
    var recipe = TrainingJson.tree(text).orElseThrow().path("recipe");
    var read = RecipeJson.read(recipe.toString());
    assertThat(read.model().name()).isEqualTo(model);
    assertThat(read.budget().length()).hasToString(length);
    assertThat(read.optimisation().clipNorm()).as("0 meant none").isEmpty();
    assertThat(read.model().freeze()).as("an empty text meant none").isEmpty();
  }

  /**
   * Every recipe as commit 0bb51e4 wrote it, and that of the 110-layer net: no number has moved
   * since.
   */
  @Test
  void everyRecipeIsStillWhatItWas() throws IOException {
    try (var file = RecipeJsonTest.class.getResourceAsStream("/recipes/first-edition.json")) {
      var then = TrainingJson.tree(new String(file.readAllBytes(), UTF_8)).orElseThrow();
      var now = new ArrayList<>(names().stream().map(Recipes::of).toList());
      now.remove(Recipes.of("folder")); // is younger than the file
      now.add(Recipes.of("paper-cifar10", "resnet110"));
      assertThat(then).hasSameSizeAs(now);
      for (int i = 0; i < then.size(); i++) {
        assertThat(RecipeJson.read(then.get(i).toString())).isEqualTo(now.get(i));
      }
    }
  }

  @Test
  void thePublishedMnistRunIsTheRecipeOfToday() throws IOException {
    var text = Files.readString(Path.of("../docs/results/mnist-resnet20/result.json"));
    var recipe = TrainingJson.tree(text).orElseThrow().path("recipe").toString();
    assertThat(RecipeJson.read(recipe)).isEqualTo(Recipes.of("mnist"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"batchSize\" : 32|\"batchSize\" : 32, \"batchsize\" : 64|there is no field"
            + " 'optimisation.batchsize'; there are accumulation, averageDecay, batchSize",
        "\"batchSize\" : 32,||the field 'optimisation.batchSize' is missing",
        "\"batchSize\" : 32|\"batchSize\" : \"many\"|'optimisation.batchSize' must be a whole"
            + " number, not 'many'",
        "\"batchSize\" : 32|\"batchSize\" : 32.5|'optimisation.batchSize' must be a whole number,"
            + " not '32.5'",
        "\"batchSize\" : 32|\"batchSize\" : \"32\"|'optimisation.batchSize' must be a whole number,"
            + " not '32'",
        "\"batchSize\" : 32|\"batchSize\" : null|'optimisation.batchSize' must be a whole number,"
            + " not null",
        "\"batchSize\" : 32|\"batchSize\" : 0|'optimisation': a recipe cannot have a batch size 0",
        "\"batchSize\" : 32|\"batchSize\" : 32, \"batchSize\" : 64|Duplicate field 'batchSize'",
        "\"decayNorms\" : true|\"decayNorms\" : 1|'optimisation.decayNorms' must be true or false",
        "\"name\" : \"small\"|\"name\" : 5|'name' must be a text",
        "\"4 epochs\"|\"4 weeks\"|'budget.length': '4 weeks' is not a length; write 3 epochs or"
            + " 64000 iterations",
        "\"mean-std\"|\"mean\"|'data.normalisation' must be one of mean-std, pixel-mean, not"
            + " 'mean'",
        "\"FP32\"|\"FP8\"|'precision' must be one of AUTO, BF16, FP32, FP64, not 'FP8'",
        "\"plateau\"|\"plateaux\"|'optimisation.schedule' must be one of constant, cosine,"
            + " one-cycle, one-cycle-lr, plateau, steps, not 'plateaux'",
        "\"augmentation\" : [ ]|\"augmentation\" : [ \"flop\" ]|'data': 'flop' is not an"
            + " augmentation step",
        "\"augmentation\" : [ ]|\"augmentation\" : \"flip\"|'data.augmentation' must be a list",
        "\"seed\" : 7|\"seed\" : 7,,|line ",
      })
  void aFaultIsNamedWithItsField(String right, String wrong, String message) {
    assertThat(SMALL).contains(right);
    assertThatThrownBy(() -> RecipeJson.read(SMALL.replace(right, wrong == null ? "" : wrong)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("this is not a recipe: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("org.resnet4j");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}|the field '", "[]|", "|", "null|", "7|"})
  void whatIsNoRecipeAtAllIsSaidToBeNone(String text, String message) {
    assertThatThrownBy(() -> RecipeJson.read(text == null ? "" : text))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("this is not a recipe")
        .hasMessageContaining(message == null ? "" : message);
  }

  @Test
  void textAfterTheEndIsAFault() {
    assertThatThrownBy(() -> RecipeJson.read(SMALL + "{}"))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("text after its end");
  }

  @Test
  void aFilesNameStandsInTheMessage(@TempDir Path folder) throws IOException {
    var file = folder.resolve("recipe.json");
    assertThatThrownBy(() -> RecipeJson.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("there is no file " + file);
    Files.writeString(file, SMALL.replace("\"seed\"", "\"sead\" : 1, \"seed\""));
    assertThatThrownBy(() -> RecipeJson.read(file))
        .hasMessageStartingWith(file + " is not a recipe: there is no field 'sead'");
    Recipe small = TestRecipes.small();
    Files.writeString(file, RecipeJson.write(small));
    assertThat(RecipeJson.read(file)).isEqualTo(small);
  }
}

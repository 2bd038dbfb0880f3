package org.resnet4j.train.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Warmup;

/** A recipe's JSON is whole or refused, before anything starts, with the field that is wrong. */
class RecipeFaultsTest {
  private static final List<String> BAD =
      List.of(
          "null",
          "\"x\"",
          "\"\"",
          "[]",
          "{}",
          "[null]",
          "{\"a\":null}",
          "true",
          "-1",
          "0",
          "1.5",
          "2000000000",
          "1e308",
          "1e999",
          "-1e999",
          "99999999999999999999999",
          "\"NaN\"",
          "\"Infinity\"",
          "NaN");

  /** Every field of a recipe, taken out and replaced by values of every kind. */
  @Test
  void everyFieldWithABadValueIsRefusedByNameOrMakesARecipeThatCanBeWritten() {
    var wrong = new ArrayList<String>();
    int refused = 0;
    for (var recipe : List.of(full(), Recipes.of("modern"), Recipes.of("paper-cifar10"))) {
      var whole = TrainingJson.tree(RecipeJson.write(recipe)).orElseThrow();
      for (var path : paths("", whole)) {
        for (var bad : BAD) {
          refused += tried(whole, path, bad, wrong);
        }
        refused += tried(whole, path, "", wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(1000);
  }

  /** What is read field by field is what the strict reader takes, and as that takes it. */
  @Test
  void whatIsReadFieldByFieldIsWhatTheStrictReaderReads() {
    var wrong = new ArrayList<String>();
    int taken = 0;
    for (var recipe : List.of(full(), Recipes.of("modern"), Recipes.of("paper-cifar10"))) {
      var whole = TrainingJson.tree(RecipeJson.write(recipe)).orElseThrow();
      for (var path : paths("", whole)) {
        for (var bad : BAD) {
          taken += compared(changed(whole, path, bad), path + " = " + bad, wrong);
        }
        taken += compared(changed(whole, path, ""), path + " missing", wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(taken).isGreaterThan(100);
  }

  private static int compared(String text, String what, List<String> wrong) {
    var read = RecipeFields.read(text);
    try {
      var strict = TrainingJson.read(text, Recipe.class, "this is not a recipe");
      if (read.isPresent() && !read.get().equals(strict)) {
        wrong.add(what + " was read as " + read.get());
      }
    } catch (TrainingException e) {
      read.ifPresent(recipe -> wrong.add(what + " was taken"));
    }
    return read.isPresent() ? 1 : 0;
  }

  private static int tried(JsonNode whole, String path, String bad, List<String> wrong) {
    var text = changed(whole, path, bad);
    var what = path + " = " + bad;
    try {
      var recipe = RecipeJson.read(text);
      var again = RecipeJson.read(RecipeJson.write(recipe));
      if (!again.equals(recipe) || bad.contains("e999") && !path.contains("about")) {
        wrong.add(what + " was taken");
      }
      return 0;
    } catch (TrainingException e) {
      boolean named =
          Arrays.stream(path.substring(1).split("/"))
                  .anyMatch(step -> e.getMessage().contains(step))
              || e.getMessage().contains("line 1, column ");
      if (!named || e.getMessage().contains("\n") || e.getMessage().contains("jackson")) {
        wrong.add(what + ": " + e.getMessage());
      }
      return 1;
    } catch (RuntimeException e) {
      wrong.add(what + ": " + e);
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"batchSize\" : 32|\"batchSize\" : 2000000000|'optimisation': a recipe cannot have a batch"
            + " size 2000000000",
        "\"mixup\" : 0.2|\"mixup\" : 1e308|'data': a recipe cannot have a mixup",
        "\"cutmix\" : 1.0|\"cutmix\" : 1e999|'data': a recipe cannot have a CutMix",
        "\"shortcut\" : \"B\"|\"shortcuts\" : \"B\"|'model': networks have no option 'shortcuts'",
        "\"shortcut\" : \"B\"|\"shortcut\" : \"D\"|'model': ",
        "\"until:fc\"|\"fc\"|'model': 'fc' does not name the layers to freeze",
        "\"momentum\" : 0.9|\"momentum\" : -1|'optimisation.optimizer': momentum",
        "\"augmentation\" : [ ]|\"augmentation\" : [ \"rand-augment 1000000000 9\" ]|'data':"
            + " 'rand-augment 1000000000 9': its number 1 must be from 1 to 100",
        "\"augmentation\" : [ ]|\"augmentation\" : [ \"pad-crop 4.5\" ]|'data': 'pad-crop 4.5': 4.5"
            + " is not a whole number",
        "\"augmentation\" : [ ]|\"augmentation\" : [ \"pad-crop NaN\" ]|must be from 0 to 1024",
        "\"augmentation\" : [ ]|\"augmentation\" : [ \"flip 0.7\" ]|has more than it takes",
        "\"mixup\" : 0.2|\"mixup\" : NaN|'data.mixup' must be a number, not 'NaN'",
        "\"cutmix\" : 1.0|\"cutmix\" : -Infinity|'data.cutmix' must be a number, not '-Infinity'",
        "\"momentum\" : 0.9|\"momentum\" : NaN|'optimisation.optimizer.momentum' must be a number",
        "\"batchSize\" : 32|\"batchSize\" : NaN|'optimisation.batchSize' must be a whole number",
        "\"freeze\" : \"until:fc\"|\"freeze\" : NaN|'model.freeze'",
        "\"state\" : null|\"state\" : \" \"|'model': a state is ema, raw or a key of the file",
        "\"ignored\" : [ ]|\"ignored\" : 3|'model.ignored' must be a list",
        "\"augmentation\" : [ ]|\"augmentation\" : [ null ]|'augmentation' must not hold null",
      })
  void whatNobodyCanMeanIsRefused(String right, String wrong, String message) {
    var text = RecipeJson.write(full());
    assertThat(text).contains(right);
    assertThatThrownBy(() -> RecipeJson.read(text.replace(right, wrong)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRecipeOfBeforeThereWasAChoiceOfNetworksHasNone() {
    var text = RecipeJson.write(full()).replaceFirst("\\s*\"state\" : null,", "");
    var old = text.replaceFirst(",\\s*\"ignored\" : \\[ ]", "");
    assertThat(old).doesNotContain("\"state\"", "\"ignored\"");
    assertThat(RecipeJson.read(old)).isEqualTo(full());
    var chosen = full().with(r -> r.state("ema").ignored(List.of("loss.*")));
    assertThat(RecipeJson.read(RecipeJson.write(chosen))).isEqualTo(chosen);
  }

  @Test
  void deepNestingAndEndlessNumbersAreFaultsOfTheirPlace() {
    for (var text :
        List.of(
            "[".repeat(100_000),
            "{\"name\":".repeat(100_000),
            "{\"seed\":" + "9".repeat(100_000) + "}")) {
      assertThatThrownBy(() -> RecipeJson.read(text))
          .isInstanceOf(TrainingException.class)
          .hasMessageNotContaining("\n")
          .hasMessageStartingWith("this is not a recipe");
    }
  }

  private static Recipe full() {
    return TestRecipes.small()
        .with(
            r ->
                r.modelOption("shortcut", "B")
                    .weights("first.safetensors")
                    .freeze("until:fc")
                    .heldOut(10)
                    .mixup(0.2)
                    .cutmix(1)
                    .clipNorm(5)
                    .warmup(Warmup.linear(Length.epochs(1)))
                    .timeLimit(Duration.ofMillis(1500)));
  }

  private static List<String> paths(String at, JsonNode node) {
    var paths = new ArrayList<String>();
    node.properties()
        .forEach(
            field -> {
              paths.add(at + "/" + field.getKey());
              paths.addAll(paths(at + "/" + field.getKey(), field.getValue()));
            });
    return paths;
  }

  /** With another value at the path, as it stands here, not as a parser would write it. */
  private static String changed(JsonNode whole, String path, String value) {
    var copy = (ObjectNode) whole.deepCopy();
    int slash = path.lastIndexOf('/');
    var parent = (ObjectNode) Optional.of(copy.at(path.substring(0, slash))).orElseThrow();
    if (value.isEmpty()) {
      parent.remove(path.substring(slash + 1));
      return copy.toString();
    }
    parent.put(path.substring(slash + 1), "@@@");
    return copy.toString().replace("\"@@@\"", value);
  }
}

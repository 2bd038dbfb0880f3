package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipes;

/** Runs of a folder on one page. */
@Timeout(120)
final class CompareTest {
  @TempDir Path runs;

  private void run(String name, String model, double rate, double accuracy) throws IOException {
    var folder = Files.createDirectories(runs.resolve(name));
    var recipe = Recipes.of("mnist").with(r -> r.model(model).learningRate(rate));
    Files.writeString(folder.resolve("recipe.json"), RecipeJson.write(recipe));
    var head = "epoch,iteration,seconds,learning_rate,train_loss,train_top1,loss,top1,top5\n";
    var rows = "1.0,10,1.0,0.1,1.5,0.5,1.25,%1$s,0.9\n2.0,20,2.0,0.05,1.0,0.7,0.75,%1$s,0.9\n";
    Files.writeString(folder.resolve("curve.csv"), head + rows.formatted(accuracy));
    Files.writeString(
        folder.resolve("result.json"),
        "{\"testAccuracy\": %s, \"testLoss\": 0.75, \"trainSeconds\": 2}".formatted(accuracy));
  }

  @Test
  void resultsCurvesAndDifferencesOfRecipesStandOnOnePage() throws Exception {
    run("a", "plain20", 0.1, 0.875);
    run("b", "resnet20", 0.2, 0.9375);
    var page = runs.resolve("compare.html");
    assertThat(Ran.command("compare", runs.toString()).done().out())
        .contains("2 runs compared", page.toString());
    var html = Files.readString(page);
    assertThat(html)
        .contains(
            "12.50 %",
            "6.25 %",
            "<td>Learning rate</td><td class=\"short\">0.1</td><td class=\"short\">0.2</td>");
    assertThat(html).doesNotContain("<td>Batch</td>");
    try (var browser = Browser.open()) {
      browser.go(page.toUri().toString());
      browser.screenshot("compare");
      browser.isWellMade();
      browser.size(390, 844);
      browser.isWellMade();
    }
  }

  @Test
  void koreanReadersHaveItInKorean() throws Exception {
    run("a", "plain20", 0.1, 0.875);
    run("b", "resnet20", 0.1, 0.9375);
    Ran.command("--lang", "ko", "compare", runs.toString()).done();
    assertThat(Files.readString(runs.resolve("compare.html"))).contains("학습 비교", "레시피의 차이");
  }

  @Test
  void lessThanTwoRunsAreNamed() throws Exception {
    run("a", "resnet20", 0.1, 0.5);
    Ran.command("compare", runs.toString()).failedWith(1, "there are not two runs in");
    Ran.command("compare", runs.resolve("none").toString()).failedWith(1, "is no folder");
    run("b", "resnet20", 0.1, 0.5);
    Files.writeString(runs.resolve("b").resolve("curve.csv"), "epoch\nsix\n");
    Ran.command("compare", runs.toString()).failedWith(1, "is no row of a curve");
  }
}

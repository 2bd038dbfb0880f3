package org.resnet4j.cli.train;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Usage;
import org.resnet4j.report.training.RecipeTable;
import org.resnet4j.train.json.RecipeJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the recipes, or shows one. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    description = "List the recipes, or show one in full.",
    footerHeading = "%nExamples:%n",
    footer = {"  resnet4j recipes", "  resnet4j recipes paper-cifar10"})
public final class RecipesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The recipe to show.")
  @Nullable String name;

  @Mixin Answer answer;
  @Spec CommandSpec command;

  @Override
  public Integer call() {
    return name == null ? list() : show(Usage.of(command, () -> Recipes.of(name)));
  }

  private int list() {
    var recipes = Recipes.names().stream().map(Recipes::of).toList();
    return answer.give(
        answer.json()
            ? Map.of("recipes", recipes.stream().map(RecipesCommand::fields).toList())
            : Map.of(),
        out -> {
          for (var recipe : recipes) {
            Lines.wrap("%-16s ".formatted(recipe.name()), answer.say(recipe.about()), 17)
                .forEach(out::println);
          }
        });
  }

  private int show(Recipe recipe) {
    return answer.give(
        answer.json() ? fields(recipe) : Map.of(),
        out -> {
          Lines.wrap("", answer.say(recipe.about()), 0).forEach(out::println);
          out.println();
          RecipeTable.rows(recipe).forEach((key, value) -> row(key, value, out));
        });
  }

  private void row(String key, String value, PrintWriter out) {
    var start = answer.say(key);
    var space = " ".repeat(Math.max(1, 25 - Lines.columns(start)));
    Lines.wrap(start + space, answer.say(value), 25).forEach(out::println);
  }

  private static Map<String, Object> fields(Recipe recipe) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", recipe.name());
    fields.put("about", recipe.about());
    fields.put("recipe", Json.read(RecipeJson.write(recipe)));
    return fields;
  }
}

package org.resnet4j.cli.lab;

import java.util.HashMap;
import java.util.Map;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.data.Split;
import org.resnet4j.train.input.LoaderData;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;

/** The images of experiments; each data set is opened once. */
final class LabData {
  private final boolean offline;
  private final Answer answer;
  private final Map<String, Split> open = new HashMap<>();

  LabData(boolean offline, Answer answer) {
    this.offline = offline;
    this.answer = answer;
  }

  /** The training data of this recipe. */
  TrainingData of(Recipe recipe) {
    var set = recipe.data().set();
    var split = open.computeIfAbsent(set, name -> DataOptions.datasets(answer, offline).open(name));
    return LoaderData.of(split, recipe, 1);
  }
}

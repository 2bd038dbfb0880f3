package org.resnet4j.train.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.data.Split;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.fetch.Progress;
import org.resnet4j.train.Trainer;
import org.resnet4j.train.TrainingRun;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.train.schedule.Length;

class LoaderDataTest {
  private static final Split SAMPLE = sample();
  @TempDir Path folder;

  @Test
  void softmaxRegressionReadsRealDigits() {
    var recipe = recipe();
    var data = LoaderData.of(SAMPLE, recipe, 2);
    var result =
        Trainer.train(
                SoftmaxEngine.network(28 * 28, 10),
                recipe,
                data,
                new SoftmaxEngine(0),
                TrainingRun.in(folder))
            .orElseThrow();
    assertThat(result.test().accuracy()).isGreaterThan(0.8);
    assertThat(result.test().total()).isEqualTo(SAMPLE.test().size());
  }

  @Test
  void goesOnWithTheVeryBatchesWhateverTheNumberOfThreads() {
    var one = LoaderData.of(SAMPLE, recipe(), 1);
    var three = LoaderData.of(SAMPLE, recipe(), 3);
    int perEpoch = one.batchesPerEpoch();
    var expected = hashes(one.training(0, 0), 3 * perEpoch);
    assertThat(hashes(three.training(1, 4), perEpoch))
        .isEqualTo(expected.subList(perEpoch + 4, 2 * perEpoch + 4));
  }

  @Test
  void heldOutImagesAreTakenFromTheTrainingImages() {
    var recipe = recipe().with(r -> r.heldOut(200));
    var data = LoaderData.of(SAMPLE, recipe, 1);
    assertThat(data.holdsOut()).isTrue();
    assertThat(data.trainSet().size()).isEqualTo(SAMPLE.train().size() - 200);
    assertThat(data.validationSet().size()).isEqualTo(200);
    assertThat(data.testSet()).isSameAs(SAMPLE.test());
    assertThat(LoaderData.of(SAMPLE, recipe(), 1).holdsOut()).isFalse();
  }

  private static Recipe recipe() {
    return TestRecipes.small()
        .with(
            r ->
                r.data("mnist-sample")
                    .learningRate(0.01)
                    .length(Length.epochs(8))
                    .evaluateEvery(Length.epochs(4)));
  }

  private static List<Integer> hashes(Batches batches, int count) {
    try (batches) {
      var hashes = new ArrayList<Integer>();
      for (int i = 0; i < count; i++) {
        hashes.add(Arrays.hashCode(batches.next().orElseThrow().images()));
      }
      return hashes;
    }
  }

  private static Split sample() {
    return Datasets.standard(Progress.SILENT).open("mnist-sample");
  }
}

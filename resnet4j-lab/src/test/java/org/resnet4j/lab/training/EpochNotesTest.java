package org.resnet4j.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnet4j.train.event.Metrics;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.recipe.Recipes;

final class EpochNotesTest {
  private static final Metrics NONE = new Metrics(2.3, 0.1, 0.5, 128, 1000, 0);

  @Test
  void aTrainingSaysHowFarItsEpochIs() {
    var said = new ArrayList<String>();
    var notes = new EpochNotes(said::add);
    notes.accept(new TrainingEvent.Started(Recipes.of("mnist"), "", 1, 512, 8, 4, 0));
    for (int iteration = 3; iteration <= 6; iteration++) {
      int epoch = (iteration - 1) / 4 + 1;
      notes.accept(new TrainingEvent.Step(epoch, iteration, NONE, 0.1, Double.NaN, 1));
    }
    assertThat(said)
        .isEqualTo(List.of("epoch 1: 75 %", "epoch 1: 100 %", "epoch 2: 25 %", "epoch 2: 50 %"));
  }
}

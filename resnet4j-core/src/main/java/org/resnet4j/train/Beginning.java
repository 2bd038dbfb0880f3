package org.resnet4j.train;

import java.util.Optional;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.parallel.TrainingGroup;
import org.resnet4j.train.run.Checkpoint;
import org.resnet4j.train.run.TrainingProgress;

/**
 * Where a training begins or goes on, apart from its arrays.
 *
 * @param averageWarmsUp whether the decay of the average of the weights warms up
 * @param progress so far
 */
record Beginning(boolean averageWarmsUp, TrainingProgress progress) {
  /** From a checkpoint, or from the start. */
  static Beginning of(Optional<Checkpoint> resumed) {
    return resumed
        .map(checkpoint -> new Beginning(checkpoint.averageWarmsUp(), checkpoint.progress()))
        .orElseGet(() -> new Beginning(true, TrainingProgress.start()));
  }

  /** The leader's, who alone has the checkpoint. */
  Beginning shared(TrainingGroup team) {
    if (!team.together()) {
      return this;
    }
    boolean warmsUp = Boolean.parseBoolean(team.text(Boolean.toString(averageWarmsUp)));
    var json = team.text(TrainingJson.line(progress));
    return new Beginning(
        warmsUp, TrainingJson.read(json, TrainingProgress.class, "process 0's progress"));
  }
}

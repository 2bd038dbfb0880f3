package org.resnet4j.train.parallel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** The leader's state in every process of a team. */
public final class SharedState {
  private SharedState() {}

  /**
   * The leader's weights, moving average and optimiser.
   *
   * @param team of a training
   * @param own a state of the same training; where this process leads, the one that counts
   * @return the leader's; in one process {@code own}
   */
  public static TrainingState whole(TrainingGroup team, TrainingState own) {
    if (!team.together()) {
      return own;
    }
    var head = team.text(own.updates() + " " + String.join(" ", own.optimizer().keys()));
    var words = head.split(" ");
    var optimizer = new LinkedHashMap<String, NdArray>();
    Arrays.stream(words).skip(1).forEach(key -> optimizer.put(key, place(key, own)));
    var shared =
        new TrainingState(
            own.weights(), new Weights(optimizer), own.average(), Long.parseLong(words[0]));
    broadcast(team, shared.optimizer());
    return weights(team, shared);
  }

  /** Room for one of the optimiser's arrays, which has the shape of its weight. */
  private static NdArray place(String key, TrainingState own) {
    var weight = key.substring(key.indexOf('.') + 1);
    return own.optimizer().has(key)
        ? own.optimizer().at(key)
        : NdArray.zeros(own.weights().at(weight).shape());
  }

  /**
   * The leader's weights and moving average, running statistics of batch norms among them.
   *
   * @param team of a training
   * @param own a state of the same training, whose arrays are overwritten where another leads
   * @return the state
   */
  public static TrainingState weights(TrainingGroup team, TrainingState own) {
    if (team.together()) {
      broadcast(team, own.weights());
      own.average().ifPresent(average -> broadcast(team, average));
    }
    return own;
  }

  private static void broadcast(TrainingGroup team, Weights arrays) {
    var processes = team.parallel().processes();
    for (Map.Entry<String, NdArray> entry : arrays.arrays().entrySet()) {
      processes.broadcast(entry.getValue().data(), 0);
    }
  }
}

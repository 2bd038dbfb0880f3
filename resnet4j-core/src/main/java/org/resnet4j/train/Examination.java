package org.resnet4j.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.Tally;
import org.resnet4j.model.Layer;
import org.resnet4j.train.event.Contest;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.parallel.TrainingGroup;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * Tests a network in training: its weights and, where it differs from them, their moving average.
 * Every process of a team tests its share of the images; all get the sums.
 */
record Examination(Layer layer, TrainingData data, Engine engine, TrainingGroup team) {
  /** The evaluation on the way. */
  Contest contest(TrainingState state) {
    var weights = evaluate(state.weights(), data::validation);
    return new Contest(weights, rival(state).map(average -> evaluate(average, data::validation)));
  }

  /** The network of a contest's winner. */
  Network winner(TrainingState state, Contest contest) {
    var weights = contest.averageWins() ? state.average().orElseThrow() : state.weights();
    return new Network(layer, weights);
  }

  /** The final evaluation of the winner, on the way or on images that were not seen before. */
  Evaluation test(Network network, Contest contest) {
    return data.holdsOut() ? evaluate(network.weights(), data::test) : contest.winner();
  }

  private Evaluation evaluate(Weights weights, Supplier<Batches> images) {
    try (var predictor = engine.prediction(new Network(layer, weights));
        var batches = images.get()) {
      var tally = new Tally(data.classes());
      for (var next = batches.next(); next.isPresent(); next = batches.next()) {
        Evaluator.add(tally, predictor, next.get());
      }
      team.sum(tally);
      return tally.evaluation();
    }
  }

  private static Optional<Weights> rival(TrainingState state) {
    return state.average().filter(average -> differ(average, state.weights()));
  }

  private static boolean differ(Weights one, Weights other) {
    return one.arrays().entrySet().stream()
        .anyMatch(
            entry -> !Arrays.equals(entry.getValue().data(), other.at(entry.getKey()).data()));
  }
}

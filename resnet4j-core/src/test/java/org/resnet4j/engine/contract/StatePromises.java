package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;

/** A state is all that a training needs to go on, and only its own is taken. */
record StatePromises(Specimen specimen) {
  Stream<Promise> all() {
    return Stream.of(
        promise("a training goes on from its state bit for bit", this::goesOn),
        promise("a state is a copy", this::copy),
        promise("restoring forgets gathered gradients", this::forgets),
        promise("before the first update the optimiser keeps nothing", this::empty),
        refused("without an array", "the state's weights lack 'fc.bias'", s -> without(s)),
        refused(
            "with an array more",
            "the state's weights hold 'stranger'",
            s -> new TrainingState(more(s.weights()), s.optimizer(), s.average(), 1)),
        refused(
            "of another shape",
            "'fc.bias' has shape (7) in the state, this training wants (5)",
            s -> new TrainingState(wider(s.weights()), s.optimizer(), s.average(), 1)),
        refused(
            "of another optimiser",
            "the state holds 'm.fc.bias'",
            s -> new TrainingState(s.weights(), adams(s.optimizer()), s.average(), 1)),
        refused(
            "without the moving average",
            "the state has no moving average",
            s -> new TrainingState(s.weights(), s.optimizer(), Optional.empty(), 1)));
  }

  private Promise promise(String name, Runnable check) {
    return new Promise(name, check::run);
  }

  private static void train(TrainingStep step, int from, int to) {
    for (int i = from; i < to; i++) {
      step.accumulate(batch(6, i), StepRequest.training(i));
      step.update(0.05);
    }
  }

  private void goesOn() {
    try (var engine = specimen.open();
        var whole = engine.training(specimen.network(), options());
        var second = engine.training(specimen.other(), options())) {
      train(whole, 0, 3);
      var middle = whole.state();
      train(whole, 3, 6);
      train(second, 7, 9);
      second.restore(middle);
      Same.states(second.state(), middle);
      train(second, 3, 6);
      Same.states(second.state(), whole.state());
    }
  }

  private void copy() {
    try (var engine = specimen.open();
        var step = engine.training(specimen.network(), options())) {
      train(step, 0, 1);
      var state = step.state();
      var kept = state.weights().copy();
      train(step, 1, 2);
      Same.weights(state.weights(), kept);
      var now = step.state();
      step.restore(state);
      for (var array : state.weights().arrays().values()) {
        Arrays.fill(array.data(), 7);
      }
      Same.weights(step.state().weights(), kept);
      assertThat(now.weights()).isNotEqualTo(kept);
    }
  }

  private void forgets() {
    try (var engine = specimen.open();
        var step = engine.training(specimen.network(), options())) {
      step.accumulate(batch(6, 1), StepRequest.evaluation());
      step.restore(step.state());
      var gradients = step.gradients().arrays().values();
      assertThat(gradients).allSatisfy(array -> assertThat(array.data()).containsOnly(0f));
      assertThatThrownBy(() -> step.update(0.1)).isInstanceOf(IllegalStateException.class);
    }
  }

  private void empty() {
    try (var engine = specimen.open();
        var step = engine.training(specimen.network(), options())) {
      assertThat(step.state().optimizer().keys()).isEmpty();
      assertThat(step.state().updates()).isZero();
      train(step, 0, 1);
      assertThat(step.state().optimizer().keys()).contains("momentum.fc.bias");
      assertThat(step.state().updates()).isEqualTo(1);
    }
  }

  private Promise refused(String what, String words, UnaryOperator<TrainingState> change) {
    return promise(
        "refused: a state " + what,
        () -> {
          try (var engine = specimen.open();
              var step = engine.training(specimen.network(), options())) {
            train(step, 0, 1);
            var before = step.state();
            assertThatThrownBy(() -> step.restore(change.apply(step.state())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(words);
            Same.states(step.state(), before);
          }
        });
  }

  private static TrainingState without(TrainingState state) {
    var arrays = new LinkedHashMap<>(state.weights().arrays());
    arrays.remove("fc.bias");
    return new TrainingState(new Weights(arrays), state.optimizer(), state.average(), 1);
  }

  private static Weights more(Weights weights) {
    var arrays = new LinkedHashMap<>(weights.arrays());
    arrays.put("stranger", NdArray.scalar(1));
    return new Weights(arrays);
  }

  private static Weights wider(Weights weights) {
    var arrays = new LinkedHashMap<>(weights.arrays());
    arrays.put("fc.bias", NdArray.zeros(Shape.of(7)));
    return new Weights(arrays);
  }

  private static Weights adams(Weights optimizer) {
    return new Weights(java.util.Map.of("m.fc.bias", optimizer.at("momentum.fc.bias")));
  }
}

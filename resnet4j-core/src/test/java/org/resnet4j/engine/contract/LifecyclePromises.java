package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.engine.contract.Specimen.INPUT;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.Set;
import java.util.stream.Stream;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingStep;

/** After closing nothing computes, and closing is harmless however often and in whatever order. */
record LifecyclePromises(Specimen specimen) {
  Stream<Promise> all() {
    return Stream.of(
        new Promise("a closed engine computes nothing and still says what it is", this::engine),
        new Promise("a closed predictor computes nothing", this::predictor),
        new Promise("a closed training step computes nothing", this::step),
        new Promise("closing the engine closes what it made", this::everything),
        new Promise("closing one leaves the others open", this::others),
        new Promise("closing again does nothing", this::again));
  }

  private void engine() {
    var engine = specimen.open();
    var description = engine.description();
    engine.close();
    assertThat(engine.description()).isEqualTo(description);
    assertThat(engine.name()).isNotBlank();
    assertThat(engine.precision()).isNotEqualTo(Precision.AUTO);
    assertThat(engine.warnings()).isNotNull();
    var network = specimen.network();
    refused("engine", () -> engine.training(network, options()));
    refused("engine", () -> engine.prediction(network));
    refused("engine", () -> engine.prediction(network, INPUT, 1));
    refused("engine", () -> engine.memory(network.layer(), INPUT, 1));
    refused("engine", () -> engine.refusal(network.layer()));
    refused("engine", () -> engine.plan(network.layer(), INPUT, 1, true));
  }

  private void predictor() {
    try (var engine = specimen.open()) {
      var predictor = engine.prediction(specimen.network());
      predictor.logits(images(1, 1), 1, 3, 8, 8);
      predictor.close();
      closed(predictor);
    }
  }

  private void step() {
    try (var engine = specimen.open()) {
      specimen
          .step(engine)
          .ifPresent(
              step -> {
                step.accumulate(batch(2, 1), StepRequest.training(1));
                var state = step.state();
                step.close();
                closed(step);
                refused("training step", () -> step.restore(state));
              });
    }
  }

  private void everything() {
    var engine = specimen.open();
    var used = engine.prediction(specimen.network());
    var unused = engine.prediction(specimen.network());
    var step = specimen.step(engine);
    used.logits(images(1, 1), 1, 3, 8, 8);
    step.ifPresent(one -> one.accumulate(batch(2, 1), StepRequest.training(1)));
    engine.close();
    closed(used);
    closed(unused);
    step.ifPresent(LifecyclePromises::closed);
    used.close();
    step.ifPresent(TrainingStep::close);
  }

  private void others() {
    try (var engine = specimen.open();
        var kept = engine.prediction(specimen.network())) {
      float[] expected = kept.logits(images(2, 1), 2, 3, 8, 8);
      engine.prediction(specimen.network()).close();
      specimen.step(engine).ifPresent(TrainingStep::close);
      Same.floats(kept.logits(images(2, 1), 2, 3, 8, 8), expected);
      var other = specimen.open();
      other.prediction(specimen.network()).logits(images(2, 1), 2, 3, 8, 8);
      other.close();
      Same.floats(kept.logits(images(2, 1), 2, 3, 8, 8), expected);
    }
  }

  private void again() {
    Engine engine = specimen.open();
    var predictor = engine.prediction(specimen.network());
    var step = specimen.step(engine);
    for (int i = 0; i < 2; i++) {
      predictor.close();
      step.ifPresent(TrainingStep::close);
    }
    engine.close();
    engine.close();
    predictor.close();
    step.ifPresent(TrainingStep::close);
  }

  private static void closed(Predictor predictor) {
    refused("predictor", () -> predictor.logits(images(1, 1), 1, 3, 8, 8));
    refused("predictor", () -> predictor.activations(images(1, 1), 1, 3, 8, 8, Set.of("fc")));
  }

  private static void closed(TrainingStep step) {
    refused("training step", () -> step.accumulate(batch(2, 1), StepRequest.training(1)));
    refused("training step", () -> step.update(0.1));
    refused("training step", step::gradients);
    refused("training step", step::state);
  }

  private static void refused(String what, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the %s is closed", what);
  }
}

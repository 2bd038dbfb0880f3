package org.resnet4j.engine;

import java.util.Objects;
import org.resnet4j.data.Batch;
import org.resnet4j.weights.Weights;

/** A training step that keeps the seam's contract: see {@link CheckedEngine}. */
final class CheckedTraining implements TrainingStep {
  private final TrainingChecks checks;
  private final Lifetime<TrainingStep> lifetime;
  private boolean complete; // as is accumulated
  private boolean accumulated; // written by one thread at a time: the lifetime is exclusive

  CheckedTraining(TrainingChecks checks, Lifetime<TrainingStep> lifetime) {
    this.checks = checks;
    this.lifetime = lifetime;
  }

  @Override
  public StepResult accumulate(Batch batch, StepRequest request) {
    Objects.requireNonNull(batch, "batch");
    Objects.requireNonNull(request, "request");
    return lifetime.use(
        step -> {
          checks.check(batch, request);
          if (complete) {
            throw new IllegalStateException(
                "the pass before was the last one of this update; call update before accumulate");
          }
          var result = step.accumulate(batch, request);
          accumulated = true;
          complete = request.last();
          return result;
        });
  }

  @Override
  public double update(double learningRate) {
    Require.notNegative("the learning rate", learningRate);
    return lifetime.use(
        step -> {
          if (!accumulated && !checks.together()) {
            throw new IllegalStateException(
                "there is no gradient to move the weights by; call accumulate before update");
          }
          accumulated = false;
          complete = false;
          return step.update(learningRate);
        });
  }

  @Override
  public Weights gradients() {
    return lifetime.use(TrainingStep::gradients);
  }

  @Override
  public double[] gradient(String key) {
    Objects.requireNonNull(key, "key");
    return lifetime.use(step -> step.gradient(key));
  }

  @Override
  public TrainingState state() {
    return lifetime.use(TrainingStep::state);
  }

  @Override
  public void restore(TrainingState state) {
    Objects.requireNonNull(state, "state");
    lifetime.use(
        step -> {
          checks.check(state);
          step.restore(state);
          accumulated = false;
          complete = false;
          return state;
        });
  }

  @Override
  public void close() {
    lifetime.close();
  }
}

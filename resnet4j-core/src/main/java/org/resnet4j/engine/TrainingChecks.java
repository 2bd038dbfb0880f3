package org.resnet4j.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resnet4j.data.Batch;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.Network;

/** What may be asked of one training: batches, requests and states that fit it. */
final class TrainingChecks {
  private final NetworkInput expected;
  private final TrainingOptions options;
  private final StateCheck states;
  private final int classes;
  private final @Nullable String normOfOneValue;

  /**
   * @throws IllegalArgumentException if the network does not take the options' input
   */
  TrainingChecks(Network network, TrainingOptions options) {
    this.options = options;
    var parameters = Parameters.of(network.layer());
    expected = new NetworkInput(network.layer());
    states = new StateCheck(parameters, options);
    classes = expected.classes(options.input());
    normOfOneValue = expected.normOfOneValue(options.input(), frozenNorms(parameters));
  }

  /** Paths of the batch norms whose γ and β are both frozen. */
  private Set<String> frozenNorms(List<Parameter> parameters) {
    var frozen = new HashSet<String>();
    var moving = new HashSet<String>();
    for (var parameter : parameters) {
      if (parameter.role() == Role.NORM) {
        var path = parameter.key().substring(0, Math.max(0, parameter.key().lastIndexOf('.')));
        (options.frozen().test(parameter.key()) ? frozen : moving).add(path);
      }
    }
    frozen.removeAll(moving);
    return frozen;
  }

  void check(Batch batch, StepRequest request) {
    var input = Shape.of(batch.channels(), batch.height(), batch.width());
    Require.that(
        input.equals(options.input()),
        "the batch's images are %s, this training is of %s",
        input,
        options.input());
    Require.that(
        batch.size() <= options.batchSize(),
        "a batch of %d is more than this training's %d",
        batch.size(),
        options.batchSize());
    NetworkInput.targets(batch, classes);
    expected.nodes(input, request.probes(), request.batchStatistics());
    boolean ownStatistics = request.batchStatistics() && !options.parallel().exchangesNorms();
    if (ownStatistics && batch.size() == 1 && normOfOneValue != null) {
      throw new EngineException(
          "batch norm '%s' sees one value per channel; train with larger batches or images"
              .formatted(normOfOneValue));
    }
  }

  /** Whether the update has the gradients of other processes, even if this one has none. */
  boolean together() {
    return options.parallel().together();
  }

  void check(TrainingState state) {
    states.check(state);
  }
}

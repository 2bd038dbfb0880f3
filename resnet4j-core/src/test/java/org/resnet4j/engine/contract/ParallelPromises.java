package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.resnet4j.engine.contract.Specimen.CLASSES;
import static org.resnet4j.engine.contract.Specimen.IMAGE;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Rewrite;
import org.resnet4j.weights.Network;

/** What several processes that train together have in common with one. */
record ParallelPromises(Specimen specimen) {
  private static final int IMAGES = 6;
  private static final int UPDATES = 3;
  private static final StepRequest EVALUATION = StepRequest.evaluation();
  private static final StepRequest TRAINING = StepRequest.training(3);

  Stream<Promise> all() {
    return Stream.of(
        new Promise("two processes equal one with the whole batch", () -> equal(2, EVALUATION)),
        new Promise(
            "three processes whose gradients leave early equal one", () -> equal(3, EVALUATION)),
        new Promise("a process without images updates with the others", this::withoutImages),
        new Promise("synchronised norms see the whole batch", this::syncNorms),
        new Promise("norms are each process's own by default", this::localNorms),
        new Promise("no pass follows the last one before the update", this::lastPass));
  }

  /** Uneven shares; with three processes the gradients leave during the pass. */
  private void equal(int size, StepRequest request) throws Exception {
    var whole = alone(request);
    var network = network();
    var states =
        ThreadedCollective.run(
            size,
            processes -> {
              var together = options().together(new DataParallel(processes, false));
              try (var engine = specimen.open();
                  var step = engine.training(network, together)) {
                for (int update = 0; update < UPDATES; update++) {
                  pass(step, processes.rank(), size, update, request.beforeUpdate(size == 3));
                  step.update(0.1);
                }
                return step.state();
              }
            });
    for (var state : states) {
      near(state, whole);
      Same.states(state, states.getFirst());
    }
  }

  private TrainingState alone(StepRequest request) {
    try (var engine = specimen.open();
        var step = engine.training(network(), options())) {
      for (int update = 0; update < UPDATES; update++) {
        pass(step, 0, 1, update, request);
        step.update(0.1);
      }
      return step.state();
    }
  }

  /** One pass over this process's share, scaled by its part of the images. */
  private static void pass(TrainingStep step, int rank, int size, int update, StepRequest request) {
    var share = share(rank, size, update);
    step.accumulate(share, request.withScale(share.size() / (double) IMAGES));
  }

  /** Every so-manieth image but the first two, which belong to process 0. */
  private static Batch share(int rank, int size, int update) {
    float[] all = images(IMAGES, update);
    int[] labels = new Random(update).ints(IMAGES, 0, CLASSES).toArray();
    var chosen = new int[IMAGES];
    int count = 0;
    for (int i = 0; i < IMAGES; i++) {
      if ((i < 2 ? 0 : i % size) == rank) {
        chosen[count++] = i;
      }
    }
    var images = new float[count * IMAGE];
    for (int i = 0; i < count; i++) {
      System.arraycopy(all, chosen[i] * IMAGE, images, i * IMAGE, IMAGE);
    }
    var own = Arrays.stream(chosen, 0, count).map(i -> labels[i]).toArray();
    return batch(images, new Targets.Labels(own));
  }

  private void withoutImages() throws Exception {
    var whole = alone(EVALUATION);
    var states =
        ThreadedCollective.run(
            2,
            processes -> {
              var together = options().together(new DataParallel(processes, false));
              try (var engine = specimen.open();
                  var step = engine.training(network(), together)) {
                for (int update = 0; update < UPDATES; update++) {
                  if (processes.rank() == 0) {
                    pass(step, 0, 1, update, EVALUATION);
                  }
                  step.update(0.1);
                }
                return step.state();
              }
            });
    states.forEach(state -> near(state, whole));
  }

  private void syncNorms() throws Exception {
    if (!normalises()) {
      return;
    }
    var whole = alone(TRAINING);
    for (var state : trained(true)) {
      near(state, whole);
    }
  }

  /** Running means differ, weights do not. */
  private void localNorms() throws Exception {
    if (!normalises()) {
      return;
    }
    var states = trained(false);
    assertThat(mean(states.get(0))).isNotEqualTo(mean(states.get(1)));
    for (var parameter : Parameters.of(network().layer())) {
      if (parameter.trainable()) {
        var own = states.get(1).weights().at(parameter.key());
        assertThat(own).isEqualTo(states.get(0).weights().at(parameter.key()));
      }
    }
  }

  private List<TrainingState> trained(boolean syncNorms) throws Exception {
    return ThreadedCollective.run(
        2,
        processes -> {
          var together = options().together(new DataParallel(processes, syncNorms));
          try (var engine = specimen.open();
              var step = engine.training(network(), together)) {
            for (int update = 0; update < UPDATES; update++) {
              pass(step, processes.rank(), 2, update, TRAINING.beforeUpdate(true));
              step.update(0.1);
            }
            return step.state();
          }
        });
  }

  private static float[] mean(TrainingState state) {
    return state.weights().at("bn1.running_mean").data();
  }

  private boolean normalises() {
    return Parameters.of(network().layer()).stream().anyMatch(p -> p.role() == Role.NORM);
  }

  /** Without dropout, whose masks depend on a share's place. */
  private Network network() {
    var network = specimen.network();
    return new Network(Rewrite.withoutDropout(network.layer()), network.weights());
  }

  private void lastPass() {
    try (var engine = specimen.open();
        var step = engine.training(specimen.network(), options())) {
      step.accumulate(batch(4, 1), EVALUATION.beforeUpdate(true));
      assertThatIllegalStateException()
          .isThrownBy(() -> step.accumulate(batch(4, 1), EVALUATION))
          .withMessageContaining("call update before accumulate");
      step.update(0.1);
      step.accumulate(batch(4, 1), EVALUATION);
    }
  }

  private void near(TrainingState actual, TrainingState expected) {
    for (var key : expected.weights().keys()) {
      var right = expected.weights().at(key).data();
      Same.nearly(actual.weights().at(key).data(), right, 1e-5 * specimen.tolerance());
    }
    assertThat(actual.updates()).isEqualTo(expected.updates());
  }
}

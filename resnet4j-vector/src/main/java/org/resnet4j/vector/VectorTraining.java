package org.resnet4j.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Reading;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.ops.Pool;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.Op;
import org.resnet4j.vector.plan.Packing;
import org.resnet4j.vector.plan.Plan;
import org.resnet4j.vector.plan.Store;
import org.resnet4j.vector.plan.Workspace;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** One network in training on this engine. */
final class VectorTraining implements TrainingStep {
  private final Store store;
  private final Plans plans;
  private final Updates updates;
  private final Optional<Average> average;
  private final Pool pool;
  private final List<float[]> batches;
  private long count;

  VectorTraining(Network network, TrainingOptions options, Pool pool) {
    this.pool = pool;
    store = new Store(network, key -> !options.frozen().test(key));
    var workspace = new Workspace(pool.threads(), new Packing(pool));
    plans = new Plans(network.layer(), store, options.labelSmoothing(), workspace);
    batches = batches(plans.of(options.input(), options.batchSize(), Mode.TRAINING, Set.of()));
    updates = new Updates(store, options);
    average =
        options.averageDecay().isPresent()
            ? Optional.of(new Average(store, options.averageDecay().getAsDouble()))
            : Optional.empty();
  }

  @Override
  public StepResult accumulate(Batch batch, StepRequest request) {
    var input = Shape.of(batch.channels(), batch.height(), batch.width());
    var mode = request.batchStatistics() ? Mode.TRAINING : Mode.GRADIENTS;
    var plan = plans.of(input, batch.size(), mode, request.probes());
    plan.feed().images(batch.images());
    plan.feed().training(batch.targets(), request.scale(), request.dropoutSeed());
    plan.run(pool);
    plan.feed().clear();
    if (mode == Mode.TRAINING) {
      batches.forEach(counted -> counted[0]++);
    }
    return new StepResult(plan.loss(), plan.logits(), plan.classes(), readings(plan, request));
  }

  /** Where the trained batch norms count their batches. */
  private List<float[]> batches(Plan plan) {
    return plan.program().graph().ops().stream()
        .filter(op -> op instanceof Op.Normalise && store.trained(op.path()))
        .map(op -> store.value(Parameters.path(op.path(), "num_batches_tracked")))
        .toList();
  }

  private static Map<String, Reading> readings(Plan plan, StepRequest request) {
    var readings = new HashMap<String, Reading>();
    for (var node : request.probes()) {
      int value = Compiler.node(plan.program().graph(), node);
      var seen = plan.read(value);
      var gradient = plan.program().gradients().get(value);
      readings.put(
          node,
          new Reading(seen, gradient == null ? NdArray.zeros(seen.shape()) : plan.read(gradient)));
    }
    return readings;
  }

  @Override
  public double update(double learningRate) {
    double norm = updates.update(pool, learningRate, ++count);
    average.ifPresent(ema -> ema.follow(pool));
    return norm;
  }

  @Override
  public Weights gradients() {
    var copy = new LinkedHashMap<String, NdArray>();
    for (var parameter : store.parameters()) {
      var gradient = store.gradient(parameter.key());
      if (gradient != null) {
        copy.put(parameter.key(), new NdArray(parameter.shape(), gradient.clone()));
      }
    }
    return new Weights(copy);
  }

  @Override
  public TrainingState state() {
    var optimizer = new LinkedHashMap<String, NdArray>();
    if (count > 0) {
      updates
          .state()
          .forEach((key, array) -> optimizer.put(key, new NdArray(shape(key), array.clone())));
    }
    return new TrainingState(
        store.weights(), new Weights(optimizer), average.map(Average::weights), count);
  }

  /** The shape of an optimiser's array: that of the weight it belongs to. */
  private Shape shape(String key) {
    var weight = key.substring(key.indexOf('.') + 1);
    return store.parameters().stream()
        .filter(parameter -> parameter.key().equals(weight))
        .map(Parameter::shape)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void restore(TrainingState state) {
    store.set(state.weights());
    store.gradients().values().forEach(array -> Arrays.fill(array, 0));
    updates
        .state()
        .forEach(
            (key, array) -> {
              if (state.optimizer().has(key)) {
                System.arraycopy(state.optimizer().at(key).data(), 0, array, 0, array.length);
              } else {
                Arrays.fill(array, 0);
              }
            });
    average.ifPresent(ema -> ema.set(state.average().orElse(state.weights())));
    count = state.updates();
  }

  @Override
  public void close() {
    plans.clear();
  }
}

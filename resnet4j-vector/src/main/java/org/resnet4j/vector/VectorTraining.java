package org.resnet4j.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.ProbeReading;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.Executable;
import org.resnet4j.vector.execution.GradientExchange;
import org.resnet4j.vector.execution.PackedWeights;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.execution.Variables;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.CompilerOptions;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** One network in training on this engine. */
final class VectorTraining implements TrainingStep {
  private static final Map<String, ProbeReading> NOTHING_SEEN = Map.of();
  private final Variables variables;
  private final Executables executables;
  private final GradientExchange exchange;
  private final WeightUpdate updates;
  private final Optional<WeightAverage> average;
  private final ThreadPool pool;
  private final List<float[]> batches;
  private long count;

  VectorTraining(
      Network network, TrainingOptions options, VectorArithmetic arithmetic, ThreadPool pool) {
    this.pool = pool;
    variables = new Variables(network, key -> !options.frozen().test(key));
    UnaryOperator<CompilerOptions> smoothed =
        compiler -> compiler.smoothing(options.labelSmoothing()).in(arithmetic.use());
    exchange = exchange(network, options, smoothed);
    executables =
        new Executables(
            network.layer(),
            variables,
            smoothed,
            () -> arithmetic.workspace(pool.threads(), new PackedWeights()).with(exchange),
            pool);
    batches =
        batches(
            executables
                .of(options.input(), options.batchSize(), Purpose.TRAINING, Set.of())
                .program());
    updates = new WeightUpdate(variables, options);
    average = options.average().map(decay -> new WeightAverage(variables, decay));
  }

  private GradientExchange exchange(
      Network network, TrainingOptions options, UnaryOperator<CompilerOptions> smoothed) {
    if (!options.parallel().together()) {
      return GradientExchange.none();
    }
    var basis = CompilerOptions.of(Purpose.TRAINING, options.batchSize());
    var program =
        Compiler.compile(
            network.layer(),
            options.input(),
            smoothed.apply(basis.training(key -> variables.gradient(key) != null)));
    return GradientExchange.of(options.parallel(), program, variables.gradients());
  }

  @Override
  public StepResult accumulate(Batch batch, StepRequest request) {
    var readings = request.probes().isEmpty() ? NOTHING_SEEN : probe(batch, request);
    var executable = run(batch, request, Set.of(), request.last());
    if (request.batchStatistics()) {
      batches.forEach(counted -> counted[0]++);
    }
    return new StepResult(executable.loss(), executable.logits(), executable.classes(), readings);
  }

  private Executable run(Batch batch, StepRequest request, Set<String> probes, boolean last) {
    var input = Shape.of(batch.channels(), batch.height(), batch.width());
    var purpose = request.batchStatistics() ? Purpose.TRAINING : Purpose.GRADIENTS;
    var executable = executables.of(input, batch.size(), purpose, probes);
    executable.inputs().images(batch.images());
    executable.inputs().training(batch.targets(), request.scale(), request.dropoutSeed());
    executable.inputs().last(last);
    executable.run(pool);
    executable.inputs().clear();
    return executable;
  }

  /**
   * What the probes see, in a pass of its own: a program that keeps values rounds otherwise, so
   * what it changes is put back, and the pass that counts is the same with probes and without.
   */
  private Map<String, ProbeReading> probe(Batch batch, StepRequest request) {
    var before = new LinkedHashMap<float[], float[]>();
    for (var parameter : variables.parameters()) {
      var changed =
          parameter.trainable()
              ? variables.gradient(parameter.key())
              : variables.value(parameter.key());
      if (changed != null) {
        before.put(changed, changed.clone());
      }
    }
    try {
      return readings(run(batch, request, request.probes(), false), request);
    } finally {
      before.forEach((array, kept) -> System.arraycopy(kept, 0, array, 0, kept.length));
    }
  }

  /** The batch counters of the trained batch norms. */
  private List<float[]> batches(Program program) {
    return program.ops().stream()
        .filter(op -> op instanceof Op.NormaliseBatch n && n.statistics() != Op.Statistics.RUNNING)
        .map(op -> variables.value(Parameters.path(op.path(), "num_batches_tracked")))
        .toList();
  }

  private static Map<String, ProbeReading> readings(Executable executable, StepRequest request) {
    var readings = new HashMap<String, ProbeReading>();
    for (var node : request.probes()) {
      int value = executable.program().outputs().node(node);
      var seen = executable.read(value);
      var gradient = executable.program().gradients().get(value);
      readings.put(
          node,
          ProbeReading.ofFloats(
              seen,
              gradient == null ? NdArray.zeros(seen.shape()) : executable.read(gradient),
              request.scale()));
    }
    return readings;
  }

  @Override
  public double update(double learningRate) {
    exchange.complete();
    exchange.reset();
    double norm = updates.update(pool, learningRate, ++count);
    average.ifPresent(ema -> ema.follow(pool, count));
    return norm;
  }

  @Override
  public Weights gradients() {
    if (exchange.underWay()) {
      exchange.complete();
    }
    var copy = new LinkedHashMap<String, NdArray>();
    for (var parameter : variables.parameters()) {
      var gradient = variables.gradient(parameter.key());
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
        variables.weights(), new Weights(optimizer), average.map(WeightAverage::weights), count);
  }

  /** The shape of an optimiser's array: that of the weight it belongs to. */
  private Shape shape(String key) {
    var weight = key.substring(key.indexOf('.') + 1);
    return variables.parameters().stream()
        .filter(parameter -> parameter.key().equals(weight))
        .map(Parameter::shape)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void restore(TrainingState state) {
    if (exchange.underWay()) {
      exchange.complete();
      exchange.reset();
    }
    variables.set(state.weights());
    variables.gradients().values().forEach(array -> Arrays.fill(array, 0));
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
    average.ifPresent(ema -> ema.set(state.average().orElseThrow()));
    count = state.updates();
  }

  @Override
  public void close() {
    executables.clear();
  }
}

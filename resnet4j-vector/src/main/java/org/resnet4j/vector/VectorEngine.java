package org.resnet4j.vector;

import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.ops.Pool;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.Mode;
import org.resnet4j.vector.plan.PlanDescription;
import org.resnet4j.weights.Network;

/**
 * The engine in pure Java: a network is compiled into a fixed schedule of kernels on Java's Vector
 * API over memory that is planned once.
 */
final class VectorEngine implements Engine {
  private final Pool pool;

  VectorEngine(int threads) {
    pool = new Pool(threads);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return "vector: Java's Vector API, %d lanes, cpu, fp32, %d thread%s"
        .formatted(Lanes.LANES, pool.threads(), pool.threads() == 1 ? "" : "s");
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    var mode = training ? Mode.TRAINING : Mode.PREDICTION;
    var program = Compiler.compile(layer, input, mode, op -> true, Set.of());
    return Optional.of(PlanDescription.of(program, batch));
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    return new VectorTraining(network, options, pool);
  }

  @Override
  public Predictor prediction(Network network) {
    return new VectorPredictor(network, pool);
  }

  @Override
  public void close() {
    pool.close();
  }
}

package org.resnet4j.vector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.execution.ProgramMemory;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.VectorApi;
import org.resnet4j.vector.plan.Compiler;
import org.resnet4j.vector.plan.ProgramDescription;
import org.resnet4j.vector.plan.Purpose;
import org.resnet4j.weights.Network;

/**
 * The engine in pure Java: a network is compiled into a fixed schedule of kernels on Java's Vector
 * API over memory that is planned once. Where the JVM runs without that API, plain loops and
 * machine code predict; only training needs it.
 */
final class VectorEngine implements Engine {
  private final ThreadPool pool;
  private final VectorArithmetic arithmetic;

  VectorEngine(int threads, VectorArithmetic arithmetic) {
    pool = new ThreadPool(threads);
    this.arithmetic = arithmetic;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        VectorApi.PRESENT
            ? "vector: Java's Vector API, %d lanes, cpu, %s, %d thread%s"
            : "vector: plain loops, %d lanes, cpu, %s, %d thread%s",
        Lanes.LANES,
        arithmetic.words() + arithmetic.by(),
        pool.threads(),
        pool.threads() == 1 ? "" : "s");
  }

  /** Sums are made in the same order by any number of threads. */
  @Override
  public String arithmetic() {
    return String.format(
        Locale.ROOT,
        VectorApi.PRESENT
            ? "Java's Vector API, %d lanes, cpu, %s"
            : "plain loops, %d lanes, cpu, %s",
        Lanes.LANES,
        arithmetic.words());
  }

  @Override
  public Precision precision() {
    return arithmetic.precision();
  }

  @Override
  public List<String> warnings() {
    return arithmetic.warnings();
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return Optional.empty();
  }

  @Override
  public Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    var purpose = training ? Purpose.TRAINING : Purpose.PREDICTION;
    var program = Compiler.compile(layer, input, arithmetic.options(purpose, batch));
    return Optional.of(ProgramDescription.of(program));
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    if (!VectorApi.PRESENT) {
      throw new EngineException(
          "engine vector only predicts in a JVM without the Vector API; start it with --add-modules"
              + " jdk.incubator.vector");
    }
    return new VectorTraining(network, options, arithmetic, pool);
  }

  @Override
  public Predictor prediction(Network network) {
    return VectorPredictor.ofAnySize(network, arithmetic, pool);
  }

  @Override
  public Predictor prediction(Network network, Shape input, int batch) {
    return VectorPredictor.ofOneSize(network, input, batch, arithmetic, pool);
  }

  @Override
  public Optional<Predictor.Memory> memory(Layer layer, Shape input, int batch) {
    var program = Compiler.compile(layer, input, arithmetic.options(Purpose.PREDICTION, batch));
    var memory = new ProgramMemory(layer, program);
    return Optional.of(
        new Predictor.Memory(
            memory.weights(), memory.activations(), memory.workspace(pool.threads())));
  }

  @Override
  public void close() {
    pool.close();
  }
}

package org.resnet4j.int8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Predictor;
import org.resnet4j.export.evaluate.GraphRuntime;
import org.resnet4j.export.onnx.OnnxModel;
import org.resnet4j.int8.execution.GraphProgram;
import org.resnet4j.int8.kernel.KernelProvider;
import org.resnet4j.int8.plan.Planner;
import org.resnet4j.weights.NdArray;

/**
 * Computes quantised graphs in Java: in 8 bits what they hold in 8 bits, the rest in floats. Any
 * exported graph of normalised floats can be opened; those without bytes are slow.
 */
public final class Int8Runtime implements GraphRuntime {
  private final EngineOptions.Kernels choice;

  /** With machine code where it can be had. */
  public Int8Runtime() {
    this(EngineOptions.Kernels.AUTO);
  }

  public Int8Runtime(EngineOptions.Kernels choice) {
    this.choice = choice;
  }

  @Override
  public String name() {
    return "int8";
  }

  /**
   * {@inheritDoc}
   *
   * @throws EngineException if machine code is wished and cannot be had
   */
  @Override
  public String description() {
    return "int8: "
        + KernelProviders.chosen(choice).map(KernelProvider::description).orElse("plain loops");
  }

  /** Why there is no machine code here, one sentence with the remedy; empty if there is. */
  public static Optional<String> obstacle() {
    return KernelProviders.obstacle();
  }

  /**
   * The graph's steps, where their maps lie and which kernels compute them, a table.
   *
   * @throws EngineException if the graph cannot be computed
   */
  @Override
  public Optional<String> plan(OnnxModel model, int threads) {
    try (var program = program(model, 1)) {
      return Optional.of(PlanText.of(program));
    }
  }

  @Override
  public Predictor open(OnnxModel model, int threads) {
    return new Opened(program(model, threads));
  }

  private GraphProgram program(OnnxModel model, int threads) {
    var plan = Planner.plan(model);
    return new GraphProgram(
        plan, KernelProviders.chosen(choice).map(KernelProvider::open), threads);
  }

  private record Opened(GraphProgram program) implements Predictor {
    @Override
    public float[] logits(float[] images, int size, int channels, int height, int width) {
      program.requireInput(channels, height, width);
      return program.run(images, size);
    }

    @Override
    public Map<String, NdArray> activations(
        float[] images, int size, int channels, int height, int width, Set<String> nodes) {
      throw new EngineException("a graph gives its outputs only, not what its nodes give");
    }

    @Override
    public void close() {
      program.close();
    }
  }
}

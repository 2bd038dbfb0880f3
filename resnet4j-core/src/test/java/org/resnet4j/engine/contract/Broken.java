package org.resnet4j.engine.contract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.engine.collective.DataParallel;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/** A right engine with one fault put into it. */
record Broken(Engine right, Fault fault) implements Engine {
  @Override
  public String name() {
    return right.name();
  }

  @Override
  public String description() {
    return right.description();
  }

  @Override
  public Precision precision() {
    return right.precision();
  }

  @Override
  public Optional<String> refusal(Layer layer) {
    return right.refusal(layer);
  }

  @Override
  public Optional<String> plan(Layer layer, Shape input, int batch, boolean training) {
    return right.plan(layer, input, batch, training);
  }

  @Override
  public TrainingStep training(Network network, TrainingOptions options) {
    boolean lonely = fault == Fault.KEEPS_ITS_GRADIENTS;
    return fault.in(
        right.training(network, lonely ? options.together(DataParallel.alone()) : options));
  }

  @Override
  public Predictor prediction(Network network) {
    return fault.in(right.prediction(network));
  }

  @Override
  public void close() {
    right.close();
  }

  /**
   * A predictor that looks at other images than it is given.
   *
   * @param closing what is done beside closing
   */
  record Prediction(Predictor right, UnaryOperator<float[]> seen, Runnable closing, Runnable end)
      implements Predictor {
    @Override
    public float[] logits(float[] images, int size, int channels, int height, int width) {
      return right.logits(seen(images), size, channels, height, width);
    }

    @Override
    public Map<String, NdArray> activations(
        float[] images, int size, int channels, int height, int width, Set<String> nodes) {
      return right.activations(seen(images), size, channels, height, width, nodes);
    }

    @SuppressWarnings("ConstantValue") // a promise hands null over
    private float[] seen(float[] images) {
      return images == null ? images : seen.apply(images);
    }

    @Override
    public void close() {
      closing.run();
      end.run();
    }
  }

  /** A training step as it is; a fault overrides one method. */
  static class Training implements TrainingStep {
    private final TrainingStep right;

    Training(TrainingStep right) {
      this.right = right;
    }

    @Override
    public StepResult accumulate(Batch batch, StepRequest request) {
      return right.accumulate(batch, request);
    }

    @Override
    public double update(double learningRate) {
      return right.update(learningRate);
    }

    @Override
    public Weights gradients() {
      return right.gradients();
    }

    @Override
    public TrainingState state() {
      return right.state();
    }

    @Override
    public void restore(TrainingState state) {
      right.restore(state);
    }

    @Override
    public void close() {
      right.close();
    }
  }
}

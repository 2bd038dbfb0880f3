package org.resnet4j.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.WeightedLayers;

/**
 * How large the loss's gradient is at every weighted layer of a network: what "vanishing gradients"
 * (section 1 of He et al. 2015) means in numbers.
 *
 * @param layers the convolutions and linear layers on the main path, from the input to the output
 * @param loss of the batch it was measured on
 */
public record GradientFlow(List<LayerGradient> layers, double loss) {

  /**
   * The gradient at one layer.
   *
   * <p>The norms are double precision's: exact where the engine computes in it, and in single
   * precision accumulated in it. A norm of 0 in single precision means that the gradient is 0 or
   * smaller than it can hold.
   *
   * @param path of the layer
   * @param weights ‖∂L/∂W‖₂
   * @param weightsRms ‖∂L/∂W‖₂ / √(number of weights): comparable between layers of different sizes
   * @param activations ‖∂L/∂y‖₂ of the layer's output, over the whole batch
   */
  public record LayerGradient(String path, double weights, double weightsRms, double activations) {}

  /**
   * ‖∂L/∂y‖ at the first layer's output divided by that at the last convolution's: near 1 where
   * gradients are healthy, many orders of magnitude below where they vanish. The classifier is left
   * out: it comes after the pooling and is of a different kind.
   *
   * @return the ratio; the network must have at least two weighted layers
   */
  public double firstToLast() {
    return layers.getFirst().activations() / layers.get(layers.size() - 2).activations();
  }

  /**
   * The factor of {@link #enlarged}: 2⁶⁴, with which single precision reaches 8·10⁻⁶⁵ instead of
   * 10⁻⁴⁵, exactly.
   */
  public static final double SCALE = 0x1p64;

  /**
   * A pass of training whose gradients are {@link #SCALE} times as large, so that small ones do not
   * underflow in single precision. A step that is to be updated after it takes the learning rate
   * divided by this factor and the weight decay multiplied by it.
   *
   * @param seed decides the dropout masks of the pass
   * @return a request without probes
   */
  public static StepRequest enlarged(long seed) {
    return StepRequest.training(seed).withScale(SCALE);
  }

  /**
   * One forward and backward pass in training mode; adds to the step's gradients, which must be
   * zero: call it right after an update, or on a step of its own.
   *
   * @param network the network's tree
   * @param step a training of this network
   * @param batch the images and labels to measure on
   * @param request the pass to make, as {@link #enlarged} or {@link StepRequest#training}; its
   *     probes are not used
   * @return the norms, without the request's scale; {@code activations} is NaN where the engine
   *     gave no reading of a layer
   */
  public static GradientFlow measure(
      Layer network, TrainingStep step, Batch batch, StepRequest request) {
    var paths = weightedLayers(network);
    var result = step.accumulate(batch, request.withProbes(Set.copyOf(paths)));
    var layers = new ArrayList<LayerGradient>();
    for (var path : paths) {
      var weights = step.gradient(path + ".weight");
      double norm = Norms.l2(weights) / request.scale();
      var reading = result.readings().get(path);
      layers.add(
          new LayerGradient(
              path,
              norm,
              norm / Math.sqrt(weights.length),
              reading == null ? Double.NaN : Norms.l2(reading.exact())));
    }
    return new GradientFlow(List.copyOf(layers), result.loss());
  }

  /**
   * The paths of the convolutions and linear layers that count as depth, without those of
   * shortcuts.
   *
   * @param network the network's tree
   * @return the paths, in the order of the weights
   */
  public static List<String> weightedLayers(Layer network) {
    return WeightedLayers.of(network);
  }
}

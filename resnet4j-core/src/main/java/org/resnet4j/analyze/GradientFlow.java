package org.resnet4j.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;

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
   * One forward and backward pass in training mode; adds to the step's gradients, which must be
   * zero: call it right after an update, or on a step of its own.
   *
   * @param network the network's tree
   * @param step a training of this network
   * @param batch the images and labels to measure on
   * @param seed decides the dropout masks of the pass
   * @return the norms; {@code activations} is NaN where the engine gave no reading of a layer
   */
  public static GradientFlow measure(Layer network, TrainingStep step, Batch batch, long seed) {
    var paths = weightedLayers(network);
    var result = step.accumulate(batch, StepRequest.training(seed).withProbes(Set.copyOf(paths)));
    var gradients = step.gradients();
    var layers = new ArrayList<LayerGradient>();
    for (var path : paths) {
      var weights = gradients.at(path + ".weight").data();
      double norm = Norms.l2(weights);
      var reading = result.readings().get(path);
      layers.add(
          new LayerGradient(
              path,
              norm,
              norm / Math.sqrt(weights.length),
              reading == null ? Double.NaN : Norms.l2(reading.gradient().data())));
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
    var paths = new ArrayList<String>();
    for (Parameter parameter : Parameters.of(network)) {
      boolean weighted = parameter.owner() instanceof Conv2d || parameter.owner() instanceof Linear;
      if (weighted && parameter.role() == Role.WEIGHT && !parameter.key().contains("downsample")) {
        paths.add(parameter.key().substring(0, parameter.key().lastIndexOf('.')));
      }
    }
    return List.copyOf(paths);
  }
}

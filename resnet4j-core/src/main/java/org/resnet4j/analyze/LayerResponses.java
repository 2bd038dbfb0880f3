package org.resnet4j.analyze;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.BatchNorm2d;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.Network;

/**
 * The standard deviations of layer responses (section 4.2, Figure 7): of the output of each 3 × 3
 * layer, after batch norm and before the non-linearity. "The residual functions might be generally
 * closer to zero than the non-residual functions."
 *
 * @param layers in order, from the input to the output
 */
public record LayerResponses(List<Response> layers) {

  /**
   * The response of one layer.
   *
   * @param path of its batch norm, or of the convolution where no batch norm follows it
   * @param deviation the standard deviation over the whole batch, all channels together
   */
  public record Response(String path, double deviation) {}

  /** {@return the same values in descending order, Figure 7's lower plot} */
  public List<Response> sorted() {
    return layers.stream().sorted((a, b) -> Double.compare(b.deviation(), a.deviation())).toList();
  }

  /**
   * Measures in evaluation mode over one batch of images.
   *
   * @param engine computes the responses; stays the caller's
   * @param network the trained network
   * @param batch the images; its targets are not used
   * @return the responses of the 3 × 3 layers on the main path
   */
  public static LayerResponses measure(Engine engine, Network network, Batch batch) {
    var paths = responsePaths(network.layer(), batch);
    try (var predictor = engine.prediction(network)) {
      var values =
          predictor.activations(
              batch.images(),
              batch.size(),
              batch.channels(),
              batch.height(),
              batch.width(),
              new LinkedHashSet<>(paths));
      return new LayerResponses(
          paths.stream()
              .map(path -> new Response(path, Norms.deviation(values.get(path).data())))
              .toList());
    }
  }

  private static List<String> responsePaths(Layer network, Batch batch) {
    var input = org.resnet4j.model.Shape.of(batch.channels(), batch.height(), batch.width());
    var paths = new ArrayList<String>();
    boolean afterConvolution = false;
    for (var node : Shapes.trace(network, input)) {
      if (node.trainingOnly() || node.path().contains("downsample")) {
        continue;
      }
      if (node.layer() instanceof Conv2d c && c.kernel() == 3) {
        paths.add(node.path());
        afterConvolution = true;
      } else {
        if (node.layer() instanceof BatchNorm2d && afterConvolution) {
          paths.set(paths.size() - 1, node.path());
        }
        afterConvolution = false;
      }
    }
    return paths;
  }
}

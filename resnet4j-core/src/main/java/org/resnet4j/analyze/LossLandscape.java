package org.resnet4j.analyze;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.resnet4j.data.Batch;
import org.resnet4j.engine.Engine;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.Tally;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameter.Role;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * The loss around a network's weights along random directions (Li et al. 2018, "Visualizing the
 * loss landscape of neural nets"). Directions are normalised filter by filter, so that networks of
 * different scale can be compared; norms and biases are not moved.
 *
 * @param steps the coordinates α (and β), symmetric around 0
 * @param loss {@code loss[b][a]} at w + α·d₁ + β·d₂; one row for a line
 */
public record LossLandscape(double[] steps, double[][] loss) {
  @Override
  public boolean equals(Object other) {
    return other instanceof LossLandscape landscape
        && Arrays.equals(steps, landscape.steps)
        && Arrays.deepEquals(loss, landscape.loss);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(steps), Arrays.deepHashCode(loss));
  }

  /**
   * Along one direction.
   *
   * @param engine computes the loss; stays the caller's
   * @param network the trained network, whose weights are the middle; not written to
   * @param batches at least one, all with images of one size, with labels
   * @param radius the largest |α|; at 1 a filter is moved by its own norm
   * @param points how many α there are, at least 2; an odd number includes 0
   * @param seed decides the direction
   * @return the mean cross-entropy at each point, one row
   */
  public static LossLandscape line(
      Engine engine, Network network, List<Batch> batches, double radius, int points, long seed) {
    var direction = direction(network, new Mt19937(seed));
    var steps = steps(radius, points);
    var losses = new double[points];
    for (int i = 0; i < points; i++) {
      losses[i] = loss(engine, moved(network, direction, steps[i]), batches);
    }
    return new LossLandscape(steps, new double[][] {losses});
  }

  /**
   * Over a plane of two directions.
   *
   * @param engine computes the loss; stays the caller's
   * @param network the trained network, whose weights are the middle; not written to
   * @param batches at least one, all with images of one size, with labels
   * @param radius the largest |α| and |β|; at 1 a filter is moved by its own norm
   * @param points how many α, and how many β, there are, at least 2; an odd number includes 0
   * @param seed decides both directions
   * @param progress called with the completed fraction after each row
   * @return the mean cross-entropy at each of {@code points}² points
   */
  public static LossLandscape plane(
      Engine engine,
      Network network,
      List<Batch> batches,
      double radius,
      int points,
      long seed,
      DoubleConsumer progress) {
    var random = new Mt19937(seed);
    var first = direction(network, random);
    var second = direction(network, random);
    var steps = steps(radius, points);
    var loss = new double[points][points];
    for (int b = 0; b < points; b++) {
      var row = moved(network, second, steps[b]);
      for (int a = 0; a < points; a++) {
        loss[b][a] = loss(engine, moved(row, first, steps[a]), batches);
      }
      progress.accept((b + 1.0) / points);
    }
    return new LossLandscape(steps, loss);
  }

  private static double loss(Engine engine, Network network, List<Batch> batches) {
    try (var predictor = engine.prediction(network)) {
      var images = batches.getFirst();
      var input = Shape.of(images.channels(), images.height(), images.width());
      var tally = new Tally(Shapes.infer(network.layer(), input).size(0));
      batches.forEach(batch -> Evaluator.add(tally, predictor, batch));
      return tally.evaluation().meanLoss();
    }
  }

  private static double[] steps(double radius, int points) {
    var steps = new double[points];
    for (int i = 0; i < points; i++) {
      steps[i] = radius * (2.0 * i / (points - 1) - 1);
    }
    return steps;
  }

  /** A Gaussian direction, each filter scaled to the norm of the weights' filter. */
  private static Weights direction(Network network, Mt19937 random) {
    var direction = new LinkedHashMap<String, NdArray>();
    for (Parameter parameter : Parameters.of(network.layer())) {
      if (parameter.role() != Role.WEIGHT) {
        continue;
      }
      var weights = network.weights().at(parameter.key());
      var values = new float[weights.data().length];
      random.fillNormal(values, 0, 1);
      int filters = weights.shape().size(0);
      int length = values.length / filters;
      for (int f = 0; f < filters; f++) {
        scale(values, weights.data(), f * length, length);
      }
      direction.put(parameter.key(), new NdArray(weights.shape(), values));
    }
    return new Weights(direction);
  }

  private static void scale(float[] direction, float[] weights, int from, int length) {
    double drawn = 0;
    double wanted = 0;
    for (int i = from; i < from + length; i++) {
      drawn += (double) direction[i] * direction[i];
      wanted += (double) weights[i] * weights[i];
    }
    float factor = (float) Math.sqrt(wanted / (drawn + 1e-20));
    for (int i = from; i < from + length; i++) {
      direction[i] *= factor;
    }
  }

  private static Network moved(Network network, Weights direction, double step) {
    var arrays = new LinkedHashMap<>(network.weights().arrays());
    direction
        .arrays()
        .forEach(
            (key, array) -> {
              var moved = arrays.get(key).copy();
              for (int i = 0; i < moved.data().length; i++) {
                moved.data()[i] += (float) (step * array.data()[i]);
              }
              arrays.put(key, moved);
            });
    return new Network(network.layer(), new Weights(arrays));
  }
}

package org.resnet4j.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.Targets;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.engine.Predictor;

/**
 * Tests one network, or several together, with labelled images. Several networks predict the mean
 * of their probabilities: the ensembles of He et al. 2015, section 3.4.
 */
public final class Evaluator {
  private final List<Predictor> networks;
  private final int classes;

  /**
   * An evaluation of one network, or of several together. The predictors stay the caller's.
   *
   * @param networks at least one; all with the same classes
   * @param classes how many
   * @throws IllegalArgumentException if there is no network
   */
  public Evaluator(List<Predictor> networks, int classes) {
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("there is no network to evaluate");
    }
    this.networks = List.copyOf(networks);
    this.classes = classes;
  }

  /**
   * Tests one network with batches, until there are no more.
   *
   * @param network the predictor, which stays the caller's
   * @param batches gives the next batch, or empty after the last; with labels
   * @param classes how many the network has
   * @return the evaluation
   * @throws IllegalArgumentException if targets are mixed, or classes do not fit
   * @throws IllegalStateException if there was no image
   */
  public static Evaluation evaluate(
      Predictor network, Supplier<Optional<Batch>> batches, int classes) {
    return new Evaluator(List.of(network), classes).evaluate(batches, prediction -> {});
  }

  /**
   * Adds a network's predictions for one labelled batch to a tally.
   *
   * @param tally counts the predictions
   * @param network the predictor, which stays the caller's
   * @param batch the images, with labels
   * @throws IllegalArgumentException if targets are mixed, or classes do not fit
   */
  public static void add(Tally tally, Predictor network, Batch batch) {
    var one = new Evaluator(List.of(network), tally.classes());
    one.add(tally, batch, 0, prediction -> {});
  }

  /**
   * Tests with batches as a loader gives them, until there are no more.
   *
   * @param batches gives the next batch, or empty after the last; with labels
   * @param predictions receives the prediction for each image, in order
   * @return the evaluation
   * @throws IllegalArgumentException if targets are mixed, or classes do not fit
   * @throws IllegalStateException if there was no image
   */
  public Evaluation evaluate(Supplier<Optional<Batch>> batches, Consumer<Prediction> predictions) {
    var tally = new Tally(classes);
    int index = 0;
    for (var next = batches.get(); next.isPresent(); next = batches.get()) {
      add(tally, next.get(), index, predictions);
      index += next.get().size();
    }
    return tally.evaluation();
  }

  /**
   * Tests with the images of a loader, until there are no more. Images that cannot be read are not
   * tested, unless the loader stops at them.
   *
   * @param loader gives the images, with labels; stays the caller's
   * @param predictions receives the prediction for each image that was tested, in order, under its
   *     index in the loader's data set
   * @return the evaluation of the images that were tested
   * @throws IllegalArgumentException if targets are mixed, or classes do not fit
   * @throws org.resnet4j.data.DataException if no image can be read
   */
  public Evaluation evaluate(Loader loader, Consumer<Prediction> predictions) {
    var tally = new Tally(classes);
    for (var next = loader.next(); next.isPresent(); next = loader.next()) {
      var examples = next.get().examples();
      add(
          tally,
          next.get().batch(),
          0,
          made ->
              predictions.accept(
                  new Prediction(examples.get(made.index()), made.label(), made.probabilities())));
    }
    return tally.evaluation();
  }

  private void add(Tally tally, Batch batch, int first, Consumer<Prediction> predictions) {
    if (!(batch.targets() instanceof Targets.Labels(int[] labels))) {
      throw new IllegalArgumentException("an evaluation needs labels, not mixed targets");
    }
    var probabilities = probabilities(batch);
    for (int i = 0; i < batch.size(); i++) {
      tally.add(probabilities[i], labels[i]);
      predictions.accept(new Prediction(first + i, labels[i], probabilities[i]));
    }
  }

  /**
   * Tests with every image of a data set, each viewed as a protocol prescribes. Images that cannot
   * be read are not tested; the data set lists them.
   *
   * @param dataset the images and their labels
   * @param protocol the views of an image, whose probabilities are averaged
   * @param normalisation the steps applied to a view's numbers; its steps on images are skipped
   * @param batchSize how many views of one size are computed together
   * @param predictions receives the prediction for each image, in order
   * @return the evaluation
   * @throws IllegalArgumentException if a view does not fit an image, or classes do not fit
   * @throws IllegalStateException if there was no image
   */
  public Evaluation evaluate(
      Dataset dataset,
      Protocol protocol,
      Pipeline normalisation,
      int batchSize,
      Consumer<Prediction> predictions) {
    var views = new Views(protocol, normalisation, batchSize);
    var tally = new Tally(classes);
    for (int i = 0; i < dataset.size(); i++) {
      var image = read(dataset, i);
      if (image.isEmpty()) {
        continue;
      }
      var probabilities = new double[classes];
      var batches = views.of(image.get());
      int count = batches.stream().mapToInt(Batch::size).sum();
      for (var batch : batches) {
        for (var row : probabilities(batch)) {
          for (int k = 0; k < classes; k++) {
            probabilities[k] += row[k] / count;
          }
        }
      }
      tally.add(probabilities, dataset.label(i));
      predictions.accept(new Prediction(i, dataset.label(i), probabilities));
    }
    return tally.evaluation();
  }

  private static Optional<Image> read(Dataset dataset, int index) {
    try {
      return Optional.of(dataset.image(index));
    } catch (DataException unreadable) {
      return Optional.empty();
    }
  }

  /** The mean over the networks: (size, classes). */
  private double[][] probabilities(Batch batch) {
    var mean = new double[batch.size()][classes];
    for (var network : networks) {
      float[] logits =
          network.logits(
              batch.images(), batch.size(), batch.channels(), batch.height(), batch.width());
      if (logits.length != batch.size() * classes) {
        throw new IllegalArgumentException(
            "the network has %d classes, the images have %d"
                .formatted(logits.length / batch.size(), classes));
      }
      for (int i = 0; i < mean.length; i++) {
        var own = Scores.softmax(logits, i * classes, classes);
        for (int k = 0; k < classes; k++) {
          mean[i][k] += own[k] / networks.size();
        }
      }
    }
    return mean;
  }
}

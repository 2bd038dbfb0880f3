package org.resnet4j.cli.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.data.loader.Unreadable;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Predictor;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.FullyConvolutional;
import org.resnet4j.evaluate.Prediction;
import org.resnet4j.evaluate.Protocol;
import org.resnet4j.weights.Network;

/**
 * A test of one network, or of several whose probabilities are averaged.
 *
 * @param pipeline how test images become numbers
 * @param unreadable what happens to an image that cannot be read
 */
record Testing(
    Engine engine,
    List<Network> networks,
    Dataset images,
    Pipeline pipeline,
    int batchSize,
    int workers,
    Unreadable unreadable) {

  /** The test protocol, as users type it. */
  enum View {
    SINGLE,
    TEN_CROP,
    MULTI_SCALE
  }

  Evaluation run(View view, Consumer<Prediction> predictions) {
    var predictors = new ArrayList<Predictor>();
    try {
      for (var network : networks) {
        var shown = view == View.MULTI_SCALE ? FullyConvolutional.of(network) : network;
        predictors.add(engine.prediction(shown));
      }
      return run(new Evaluator(predictors, images.classes().size()), view, predictions);
    } finally {
      predictors.forEach(Predictor::close);
    }
  }

  private Evaluation run(Evaluator evaluator, View view, Consumer<Prediction> predictions) {
    return switch (view) {
      case SINGLE -> single(evaluator, predictions);
      case TEN_CROP -> views(evaluator, Protocol.tenCrop(), predictions);
      case MULTI_SCALE -> views(evaluator, Protocol.multiScale(), predictions);
    };
  }

  private Evaluation single(Evaluator evaluator, Consumer<Prediction> predictions) {
    var how = LoaderOptions.evaluation(batchSize).withWorkers(workers).withUnreadable(unreadable);
    try (var loader = Loader.once(images, pipeline, how)) {
      return evaluator.evaluate(loader, predictions);
    }
  }

  private Consumer<Prediction> strictly(Consumer<Prediction> predictions) {
    return prediction -> {
      var reasons = images.unreadable().values().iterator();
      if (unreadable == Unreadable.STOP && reasons.hasNext()) {
        throw new DataException(reasons.next());
      }
      predictions.accept(prediction);
    };
  }

  /** Crops and sizes are for photographs: small images of one size have none. */
  private Evaluation views(
      Evaluator evaluator, Protocol protocol, Consumer<Prediction> predictions) {
    if (images.shape().isPresent()) {
      throw new IllegalArgumentException(
          "%s are all %s; only photographs have crops and sizes"
              .formatted(images.name(), images.shape().get()));
    }
    return evaluator.evaluate(images, protocol, pipeline, batchSize, strictly(predictions));
  }
}

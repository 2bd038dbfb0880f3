package org.resnet4j.engine.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.engine.contract.Specimen.batch;
import static org.resnet4j.engine.contract.Specimen.images;
import static org.resnet4j.engine.contract.Specimen.options;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.model.ShapeException;
import org.resnet4j.weights.Network;

/** A bad argument is one sentence, the same on each engine, and changes nothing. */
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // null is one of the arguments
record ArgumentPromises(Specimen specimen) {
  private static final StepRequest TRAINING = StepRequest.training(1);
  private static final Class<IllegalArgumentException> BAD = IllegalArgumentException.class;

  Stream<Promise> all() {
    return Stream.of(
            ofEngines(),
            ofPredictors(),
            specimen.trains() ? ofTraining() : Stream.of(refusesToTrain()))
        .flatMap(promises -> promises);
  }

  private Stream<Promise> ofEngines() {
    var input = Specimen.INPUT;
    var map = Specimen.drawn(Layers.chain().add("c", Layers.conv3x3(3, 2, 1)).build(), 1);
    return Stream.of(
        engine("refusal(null)", NullPointerException.class, "layer", e -> e.refusal(none())),
        engine("plan(null)", NullPointerException.class, "layer", e -> plan(e, none(), input, 1)),
        engine("plan of 0 images", BAD, "at least 1, got 0", e -> plan(e, layer(), input, 0)),
        engine(
            "plan of a small image",
            ShapeException.class,
            "expects 3 channels, got 2",
            e -> plan(e, Layers.conv3x3(3, 2, 1), Shape.of(2, 8, 8), 1)),
        engine(
            "training(null)",
            NullPointerException.class,
            "network",
            e -> e.training(none(), options())),
        engine(
            "training without options",
            NullPointerException.class,
            "options",
            e -> e.training(specimen.network(), none())),
        engine("prediction(null)", NullPointerException.class, "network", e -> predict(e, none())),
        engine(
            "prediction of no size",
            NullPointerException.class,
            "input",
            e -> e.prediction(specimen.network(), none(), 1)),
        engine(
            "prediction of 0 images",
            BAD,
            "batch must be at least 1, got 0",
            e -> e.prediction(specimen.network(), input, 0)),
        engine(
            "prediction of one size that does not fit",
            ShapeException.class,
            "expects",
            e -> e.prediction(specimen.network(), Shape.of(5, 7, 9), 1)),
        engine(
            "more images than a predictor is for",
            BAD,
            "the predictor is for batches of up to 2 images of (3x8x8), got 3 of (3x8x8)",
            e -> logits(e.prediction(specimen.network(), input, 2), images(3, 1), 3, 3, 8)),
        engine(
            "larger images than a predictor is for",
            BAD,
            "the predictor is for batches of up to 2 images of (3x8x8), got 1 of (3x9x9)",
            e -> logits(e.prediction(specimen.network(), input, 2), images(3, 1), 1, 3, 9)),
        engine(
            "memory(null)", NullPointerException.class, "layer", e -> e.memory(none(), input, 1)),
        engine(
            "memory of 0 images",
            BAD,
            "batch must be at least 1, got 0",
            e -> e.memory(layer(), input, 0)),
        engine(
            "training of a network that ends in a map",
            ShapeException.class,
            "the network ends in a map of 2x8x8",
            e -> e.training(map, options())),
        engine(
            "training on images that do not fit",
            ShapeException.class,
            "expects",
            e -> e.training(specimen.network(), TrainingOptions.sgd(Shape.of(5, 7, 9), 1))),
        engine(
            "logits of a network that ends in a map",
            ShapeException.class,
            "the network ends in a map of 2x8x8",
            e -> {
              try (var predictor = e.prediction(map)) {
                predictor.logits(images(1, 1), 1, 3, 8, 8);
              }
            }));
  }

  private Stream<Promise> ofPredictors() {
    var x = images(2, 1);
    return Stream.of(
        predictor(
            "logits(null)", NullPointerException.class, "images", p -> logits(p, none(), 1, 3, 8)),
        predictor(
            "images too short",
            BAD,
            "3 images of 3x8x8 need 576 values, the array holds 384",
            p -> logits(p, x, 3, 3, 8)),
        predictor("no image", BAD, "size must be at least 1, got 0", p -> logits(p, x, 0, 3, 8)),
        predictor("minus one", BAD, "size must be at least 1, got -1", p -> logits(p, x, -1, 3, 8)),
        predictor(
            "too many images to count", BAD, "need", p -> logits(p, x, Integer.MAX_VALUE, 3, 8)),
        predictor("no channel", BAD, "must be at least 1, got 0, 8", p -> logits(p, x, 1, 0, 8)),
        predictor("images of size 0", BAD, "at least 1, got 3, 0", p -> logits(p, x, 1, 3, 0)),
        predictor("negative height", BAD, "got 3, -8 and -8", p -> logits(p, x, 1, 3, -8)),
        predictor("wrong channels", ShapeException.class, "expects", p -> logits(p, x, 1, 2, 8)),
        predictor(
            "activations(null)",
            NullPointerException.class,
            "images",
            p -> p.activations(none(), 1, 3, 8, 8, Set.of("fc"))),
        predictor(
            "activations of null",
            NullPointerException.class,
            "",
            p -> p.activations(x, 1, 3, 8, 8, none())),
        predictor(
            "activations of too few images",
            BAD,
            "3 images of 3x8x8 need 576 values, the array holds 384",
            p -> p.activations(x, 3, 3, 8, 8, Set.of("fc"))),
        predictor(
            "activations of an unknown node",
            EngineException.class,
            "the network has no node 'layer9' in this pass; there are: ",
            p -> p.activations(x, 1, 3, 8, 8, Set.of("layer9"))));
  }

  private Promise refusesToTrain() {
    return engine(
        "training, of an engine that only predicts",
        EngineException.class,
        "does not train",
        e -> e.training(specimen.network(), options()));
  }

  private Stream<Promise> ofTraining() {
    var good = batch(2, 1);
    return Stream.of(
        step("accumulate(null)", NullPointerException.class, "batch", none(), TRAINING),
        step("accumulate of no request", NullPointerException.class, "request", good, none()),
        step(
            "a label beyond the classes",
            BAD,
            "label 5 of example 1: the network has the classes 0 to 4",
            batch(images(2, 1), new Targets.Labels(new int[] {0, 5})),
            TRAINING),
        step(
            "distributions over other classes",
            BAD,
            "the targets are distributions over 4 classes, the network has 5",
            batch(images(2, 1), new Targets.Distributions(new float[8], 4)),
            TRAINING),
        step(
            "more images than were announced",
            BAD,
            "a batch of 7 is more than this training's 6",
            batch(7, 1),
            TRAINING),
        step(
            "images of another shape",
            BAD,
            "the batch's images are 3x4x16, this training is of 3x8x8",
            new Batch(images(2, 1), new ImageShape(3, 4, 16), good.targets()),
            TRAINING),
        step(
            "a probe on an unknown node",
            EngineException.class,
            "the network has no node 'layer9' in this pass; there are: ",
            good,
            TRAINING.withProbes(Set.of("layer9"))),
        training(
            "a learning rate that is no number",
            BAD,
            "the learning rate must be finite",
            step -> {
              step.accumulate(good, StepRequest.evaluation());
              step.update(Double.NaN);
            }),
        training(
            "a negative learning rate",
            BAD,
            "the learning rate must be finite and not negative, got -0.1",
            step -> step.update(-0.1)),
        training(
            "update before accumulate",
            IllegalStateException.class,
            "there is no gradient to move the weights by",
            step -> step.update(0.1)),
        training("restore(null)", NullPointerException.class, "state", s -> s.restore(none())));
  }

  private Promise engine(
      String what, Class<? extends Exception> type, String words, Consumer<Engine> call) {
    return new Promise(
        "refused: " + what,
        () -> {
          try (var engine = specimen.open()) {
            refused(type, words, () -> call.accept(engine));
            try (var predictor = engine.prediction(specimen.network())) {
              predictor.logits(images(1, 1), 1, 3, 8, 8);
            }
          }
        });
  }

  private Promise predictor(
      String what, Class<? extends Exception> type, String words, Consumer<Predictor> call) {
    return new Promise(
        "refused: " + what,
        () -> {
          try (var engine = specimen.open();
              var predictor = engine.prediction(specimen.network())) {
            float[] before = predictor.logits(images(1, 1), 1, 3, 8, 8);
            refused(type, words, () -> call.accept(predictor));
            Same.floats(predictor.logits(images(1, 1), 1, 3, 8, 8), before);
          }
        });
  }

  private Promise step(
      String what,
      Class<? extends Exception> type,
      String words,
      Batch batch,
      StepRequest request) {
    return training(what, type, words, step -> step.accumulate(batch, request));
  }

  private Promise training(
      String what, Class<? extends Exception> type, String words, Consumer<TrainingStep> call) {
    return new Promise(
        "refused: " + what,
        () -> {
          try (var engine = specimen.open();
              var step = engine.training(specimen.network(), options())) {
            var before = step.state();
            refused(type, words, () -> call.accept(step));
            Same.states(step.state(), before);
          }
        });
  }

  private static void refused(Class<? extends Exception> type, String words, Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(type).message().contains(words).doesNotContain("\n");
  }

  private Layer layer() {
    return specimen.network().layer();
  }

  private static void plan(Engine engine, Layer layer, Shape input, int batch) {
    engine.plan(layer, input, batch, true);
  }

  private static void predict(Engine engine, Network network) {
    engine.prediction(network).close();
  }

  private static void logits(Predictor predictor, float[] x, int size, int channels, int side) {
    predictor.logits(x, size, channels, side, side);
  }

  /** Null, where the types say that none may be. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T none() {
    return (T) NOTHING[0];
  }

  private static final Object[] NOTHING = new Object[1];
}

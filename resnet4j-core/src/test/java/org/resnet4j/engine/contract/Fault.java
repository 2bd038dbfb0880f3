package org.resnet4j.engine.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.StepRequest;
import org.resnet4j.engine.StepResult;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.weights.Weights;

/** A way in which an engine can be wrong, and the promise that it breaks. */
enum Fault {
  OVERWRITES_GRADIENTS("gradients of several batches add up"),
  SPREADS_NAN("NaN in one row stays in that row"),
  ANSWERS_AFTER_CLOSE("a closed predictor computes nothing"),
  PERTURBED_BY_PROBES("probes change nothing"),
  HOLDS_MEMORY("what is closed holds no memory"),
  KEEPS_THE_LAST_BATCH("an open engine keeps nothing of what is closed"),
  SHARES_A_BUFFER("a predictor serves several threads at once"),
  FORGETS_MOMENTUM("a training goes on from its state bit for bit"),
  TAKES_ANY_LABEL("refused: a label beyond the classes"),
  KEEPS_ITS_GRADIENTS("two processes equal one with the whole batch");

  private static final List<float[]> HELD = new ArrayList<>();
  private static final AtomicReference<float[]> LAST = new AtomicReference<>();

  /** The promise that it breaks, and perhaps others. */
  final String promise;

  Fault(String promise) {
    this.promise = promise;
  }

  /** The predictor with this fault, if it is one of predictors. */
  Predictor in(Predictor right) {
    return switch (this) {
      case SPREADS_NAN -> new Broken.Prediction(right, Fault::spread, () -> {}, right::close);
      case ANSWERS_AFTER_CLOSE -> new Broken.Prediction(right, x -> x, () -> {}, () -> {});
      case HOLDS_MEMORY ->
          new Broken.Prediction(right, x -> x, () -> HELD.add(new float[1 << 16]), right::close);
      case KEEPS_THE_LAST_BATCH ->
          new Broken.Prediction(right, Fault::keep, () -> {}, right::close);
      case SHARES_A_BUFFER -> {
        var buffer = new float[64 * Specimen.IMAGE];
        yield new Broken.Prediction(right, x -> through(buffer, x), () -> {}, right::close);
      }
      default -> right;
    };
  }

  /** The step with this fault, if it is one of training. */
  TrainingStep in(TrainingStep right) {
    return switch (this) {
      case OVERWRITES_GRADIENTS ->
          new Broken.Training(right) {
            @Override
            public StepResult accumulate(Batch batch, StepRequest request) {
              right.restore(right.state());
              return right.accumulate(batch, request);
            }
          };
      case PERTURBED_BY_PROBES ->
          new Broken.Training(right) {
            @Override
            public StepResult accumulate(Batch batch, StepRequest request) {
              double scale = request.probes().isEmpty() ? 1 : 1 + 1e-6;
              return right.accumulate(batch, request.withScale(scale * request.scale()));
            }
          };
      case FORGETS_MOMENTUM ->
          new Broken.Training(right) {
            @Override
            public void restore(TrainingState s) {
              var nothing = new Weights(Map.of());
              right.restore(new TrainingState(s.weights(), nothing, s.average(), s.updates()));
            }
          };
      case TAKES_ANY_LABEL ->
          new Broken.Training(right) {
            @Override
            public StepResult accumulate(Batch batch, StepRequest request) {
              return right.accumulate(inRange(batch), request);
            }
          };
      default -> right;
    };
  }

  private static float[] keep(float[] images) {
    LAST.set(images);
    return images;
  }

  private static float[] spread(float[] images) {
    for (float value : images) {
      if (Float.isNaN(value)) {
        var all = new float[images.length];
        Arrays.fill(all, Float.NaN);
        return all;
      }
    }
    return images;
  }

  private static float[] through(float[] buffer, float[] images) {
    System.arraycopy(images, 0, buffer, 0, images.length);
    Thread.yield();
    return Arrays.copyOf(buffer, images.length);
  }

  private static Batch inRange(Batch batch) {
    return batch.targets() instanceof Targets.Labels(int[] labels)
        ? batch.withTargets(
            new Targets.Labels(
                Arrays.stream(labels)
                    .map(label -> Math.min(label, Specimen.CLASSES - 1))
                    .toArray()))
        : batch;
  }
}

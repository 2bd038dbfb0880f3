package org.resnet4j.classify;

import java.util.List;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ToNumbers;
import org.resnet4j.model.Shape;

/**
 * What of a trained network stays with those who ask it: how it wants pictures and what its outputs
 * are called. Its weights are the engine's.
 */
record Sight(Pipeline pipeline, ToNumbers toNumbers, Shape input, List<String> classes) {
  private static final Draws NONE = Draws.of(0, 0, 0);

  static Sight of(TrainedNetwork trained) {
    var pipeline = trained.pipeline();
    var toNumbers = new ToNumbers(pipeline.onNumbers());
    return new Sight(pipeline, toNumbers, trained.input(), trained.classes());
  }

  Image shown(Image picture) {
    return pipeline.onImage(picture, NONE);
  }

  /** What a caller has prepared. */
  Prepared prepared(float[] numbers) {
    var shape = new ImageShape(input.channels(), input.height(), input.width());
    if (numbers.length != shape.length()) {
      throw new IllegalArgumentException(
          "the network takes %s, %d numbers; got %d"
              .formatted(shape, shape.length(), numbers.length));
    }
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("the network takes finite numbers, got " + number);
      }
    }
    return new Prepared(numbers, shape);
  }

  Prepared prepare(Image picture) {
    var seen = shown(picture);
    var numbers = new float[seen.shape().length()];
    toNumbers.apply(seen, numbers, 0, NONE);
    return new Prepared(numbers, seen.shape());
  }
}

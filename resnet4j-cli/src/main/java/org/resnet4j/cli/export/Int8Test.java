package org.resnet4j.cli.export;

import java.util.Optional;
import org.resnet4j.data.Batch;
import org.resnet4j.data.Targets;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.engine.Predictor;
import org.resnet4j.evaluate.Scores;

/**
 * A network in floats and in 8 bits on the same images.
 *
 * @param images how many there were
 * @param agreeing on how many both said the same class
 * @param before how many were right in floats, if the images have the network's classes
 * @param after how many were right in 8 bits
 */
record Int8Test(int images, int agreeing, Optional<Integer> before, Optional<Integer> after) {
  /** Tests on all images, and closes the loader. */
  static Int8Test run(
      Predictor floats, Predictor integers, Loader images, int classes, boolean labelled) {
    int count = 0;
    int agreeing = 0;
    int before = 0;
    int after = 0;
    try (images) {
      for (var next = images.next(); next.isPresent(); next = images.next()) {
        var batch = next.get().batch();
        int[] a = classes(floats, batch, classes);
        int[] b = classes(integers, batch, classes);
        for (int i = 0; i < a.length; i++) {
          int label = batch.targets() instanceof Targets.Labels(int[] labels) ? labels[i] : -1;
          agreeing += a[i] == b[i] ? 1 : 0;
          before += a[i] == label ? 1 : 0;
          after += b[i] == label ? 1 : 0;
        }
        count += a.length;
      }
    }
    return labelled
        ? new Int8Test(count, agreeing, Optional.of(before), Optional.of(after))
        : new Int8Test(count, agreeing, Optional.empty(), Optional.empty());
  }

  private static int[] classes(Predictor network, Batch batch, int classes) {
    var s = batch.shape();
    float[] logits =
        network.logits(batch.images(), batch.size(), s.channels(), s.height(), s.width());
    var best = new int[batch.size()];
    for (int i = 0; i < best.length; i++) {
      best[i] = Scores.argmax(Scores.softmax(logits, i * classes, classes));
    }
    return best;
  }

  /** The share of images on which both agree. */
  double agreement() {
    return (double) agreeing / images;
  }

  Optional<Double> accuracyBefore() {
    return before.map(right -> (double) right / images);
  }

  Optional<Double> accuracyAfter() {
    return after.map(right -> (double) right / images);
  }
}

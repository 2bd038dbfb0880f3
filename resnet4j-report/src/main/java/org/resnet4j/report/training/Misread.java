package org.resnet4j.report.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.Subset;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.engine.Predictor;
import org.resnet4j.evaluate.Evaluator;
import org.resnet4j.evaluate.Prediction;
import org.resnet4j.report.picture.CaptionedImage;

/**
 * A test image that a network reads wrongly.
 *
 * @param image as the data set holds it
 * @param truth its class
 * @param guess the class that the network gave it
 * @param confidence the probability that the network gave to it
 */
public record Misread(Image image, String truth, String guess, double confidence) {
  /** Of a large test set this many images are looked at. */
  static final int LOOKED_AT = 2000;

  private static final int MOST = 24;
  private static final int BATCH = 100;

  /**
   * Of the first test images those that the network was surest of, the surest first.
   *
   * @param network which stays the caller's
   * @param steps from an image to the network's numbers
   */
  public static List<Misread> of(Predictor network, Dataset test, Pipeline steps) {
    var some = Subset.range(test, 0, Math.min(LOOKED_AT, test.size()));
    var wrong = new ArrayList<Prediction>();
    try (var loader = Loader.once(some, steps, LoaderOptions.evaluation(BATCH))) {
      new Evaluator(List.of(network), test.classes().size())
          .evaluate(
              loader,
              made -> {
                if (!made.correct()) {
                  wrong.add(made);
                }
              });
    }
    return wrong.stream()
        .sorted(Comparator.comparingDouble(Prediction::confidence).reversed())
        .limit(MOST)
        .map(made -> of(made, some))
        .toList();
  }

  private static Misread of(Prediction made, Dataset test) {
    return new Misread(
        test.image(made.index()),
        test.classes().get(made.label()),
        test.classes().get(made.predicted()),
        made.confidence());
  }

  /** {@code 4 → 9 (87 %)}. */
  CaptionedImage captioned() {
    return new CaptionedImage(
        image, String.format(Locale.ROOT, "%s → %s (%.0f %%)", truth, guess, 100 * confidence));
  }
}

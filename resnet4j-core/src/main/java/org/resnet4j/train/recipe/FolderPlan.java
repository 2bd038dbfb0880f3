package org.resnet4j.train.recipe;

import static org.resnet4j.engine.Optimizer.nesterov;
import static org.resnet4j.train.schedule.Schedule.oneCycle;

import java.util.Arrays;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.model.Shape;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.zoo.Zoo;

/**
 * The recipe for folders of pictures, a few or some thousand, fitted to them: a batch is never
 * larger than the data, an epoch has several, the training has enough updates to learn from few
 * images and not more than it needs for many, pictures are not made much larger than they are.
 *
 * @param images for training, at least 1
 * @param side the middle one of the pictures' shorter sides, in pixels
 */
public record FolderPlan(int images, int side) {
  /** The recipe's name. */
  public static final String NAME = "folder";

  private static final int LOOKED_AT = 32;
  private static final int MOST_IN_BATCH = 32;
  private static final int LEAST_BATCHES = 4;
  private static final int FRESH_UPDATES = 600;
  private static final int TUNING_UPDATES = 200;

  /**
   * Looks at some of the images.
   *
   * @param train the training images
   * @return how many there are, and how large
   */
  public static FolderPlan of(Dataset train) {
    int step = Math.max(1, train.size() / LOOKED_AT);
    var sides = new int[Math.ceilDiv(train.size(), step)];
    int count = 0;
    for (int i = 0; i < train.size(); i += step) {
      try {
        var shape = train.image(i).shape();
        sides[count++] = Math.min(shape.height(), shape.width());
      } catch (DataException unreadable) {
        continue; // the training says it
      }
    }
    Arrays.sort(sides, 0, count);
    return new FolderPlan(Math.max(1, train.size()), count == 0 ? 224 : sides[count / 2]);
  }

  /** As lists show it: for a thousand photographs. */
  static Recipe nominal() {
    return new FolderPlan(1000, 256).recipe(Recipe.Model.of("resnet18"), Optional.empty());
  }

  /** {@return a network for pictures of this size, where nobody names one} */
  public Recipe.Model model() {
    return Recipe.Model.of(side <= 80 ? "resnet20" : "resnet18");
  }

  /**
   * The recipe.
   *
   * @param model the network; with weights to start from the training is shorter and gentler
   * @param weightsInput (C, H, W) of the images that these weights know
   * @return the recipe, for a data set that is still to be named
   */
  public Recipe recipe(Recipe.Model model, Optional<Shape> weightsInput) {
    boolean tuning = model.weights().isPresent();
    int crop = weightsInput.map(Shape::height).orElseGet(() -> crop(model.name()));
    int batch = batch();
    int perEpoch = Math.max(1, images / batch);
    int updates = tuning ? TUNING_UPDATES : FRESH_UPDATES;
    int epochs = Math.clamp(Math.ceilDiv(updates, perEpoch), tuning ? 8 : 30, 300);
    boolean grey = weightsInput.filter(shape -> shape.channels() == 1).isPresent();
    return Recipe.named(NAME)
        .about("For folders of pictures, a few or thousands; fitted to their number and size.")
        .model(model)
        .data(NAME)
        .augmentation(
            steps(
                grey,
                "scale-jitter " + crop + " " + crop * 5 / 4,
                "random-crop " + crop,
                "flip",
                "colour-jitter 0.2 0.2 0.2 0"))
        .testing(steps(grey, "resize " + crop * 9 / 8, "centre-crop " + crop))
        .optimizer(nesterov(0.9))
        .learningRate(tuning ? 0.01 : 0.05)
        .schedule(oneCycle())
        .batchSize(batch)
        .weightDecay(5e-4)
        .decayNorms(false)
        .labelSmoothing(0.1)
        .averageDecay(0.999)
        .length(Length.epochs(epochs))
        .evaluateEvery(Length.epochs(Math.max(1, epochs / 10)))
        .recipe();
  }

  private static String[] steps(boolean grey, String... steps) {
    if (!grey) {
      return steps;
    }
    var all = Arrays.copyOf(steps, steps.length + 1);
    all[steps.length] = "channels 1";
    return all;
  }

  /** At least four batches an epoch, so that norms and order differ, of at most 32 images. */
  private int batch() {
    int batches = Math.max(LEAST_BATCHES, Math.ceilDiv(images, MOST_IN_BATCH));
    return Math.clamp(images / batches, Math.min(2, images), MOST_IN_BATCH);
  }

  /** Networks that pool over whatever is left take other sizes; the others their own. */
  private int crop(String model) {
    int own = Zoo.knows(model) ? Zoo.of(model).input().height() : 224;
    boolean anySize = model.startsWith("resnet") || model.startsWith("plain");
    if (!anySize) {
      return own;
    }
    return own <= 32 ? (side <= 48 ? 32 : 64) : side <= 80 ? 64 : side <= 160 ? 128 : own;
  }
}

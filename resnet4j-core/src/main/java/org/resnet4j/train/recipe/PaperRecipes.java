package org.resnet4j.train.recipe;

import java.util.List;
import java.util.stream.DoubleStream;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.recipe.Recipe.Budget;
import org.resnet4j.train.recipe.Recipe.Data;
import org.resnet4j.train.recipe.Recipe.Model;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * The papers' recipes. What a paper does not say is marked: {@code Unsaid}; where we depart from
 * what it says: {@code Departs}.
 */
final class PaperRecipes {
  static final String CIFAR10 = "paper-cifar10";

  /** He et al. 2015, section 4.2: 0.01 instead of 0.1 until the training error is below 80 %. */
  static final Warmup WARM_110 = new Warmup.UntilError(0.1, 0.8);

  static final List<Recipe> ALL =
      List.of(cifar10(), imageNet(), alexNet(), vgg(), googLeNet(), leNet5(), highway());

  private PaperRecipes() {}

  /** He et al. 2015, section 4.2. */
  private static Recipe cifar10() {
    return new Recipe(
        CIFAR10,
        "He et al. 2015, section 4.2: CIFAR-10, 64k iterations, 45k/5k split.",
        new Model("resnet20"),
        new Data("cifar10", 5000, List.of("pad-crop 4", "flip"), List.of(), "pixel-mean", 0, 0),
        paper(
            0.1,
            new Schedule.Steps(List.of(Length.iterations(32_000), Length.iterations(48_000)), 0.1),
            128,
            1e-4),
        new Budget(Length.iterations(64_000), 0),
        Length.iterations(1000),
        Precision.FP32,
        1);
  }

  /**
   * He et al. 2015, section 3.4. Unsaid: when an error has come to a plateau; here after five
   * evaluations without progress.
   */
  private static Recipe imageNet() {
    return new Recipe(
        "paper-imagenet",
        "He et al. 2015, section 3.4: ImageNet, batch 256, up to 600k iterations.",
        new Model("resnet50"),
        new Data(
            "imagenet",
            0,
            List.of("scale-jitter 256 480", "random-crop 224", "flip", "pca-colour 0.1"),
            List.of("resize 256", "centre-crop 224"),
            "pixel-mean",
            0,
            0),
        paper(0.1, new Schedule.Plateau(0.1, 5, 0.001), 256, 1e-4),
        new Budget(Length.iterations(600_000), 0),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }

  /** Krizhevsky et al. 2012, sections 4 and 5. Unsaid: how long "stopped improving" is. */
  private static Recipe alexNet() {
    return new Recipe(
        "alexnet",
        "Krizhevsky et al. 2012: ImageNet, batch 128, 90 epochs.",
        new Model("alexnet_paper"),
        new Data(
            "imagenet",
            0,
            List.of("resize 256", "random-crop 224", "flip", "pca-colour 0.1"),
            List.of("resize 256", "centre-crop 224"),
            "pixel-mean",
            0,
            0),
        paper(0.01, new Schedule.Plateau(0.1, 5, 0.001), 128, 5e-4),
        new Budget(Length.epochs(90), 0),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }

  /** Simonyan and Zisserman 2015, section 3.1; scale jitter [256, 512]. */
  private static Recipe vgg() {
    return new Recipe(
        "vgg",
        "Simonyan and Zisserman 2015: ImageNet, batch 256, 370k iterations (74 epochs).",
        new Model("vgg16"),
        new Data(
            "imagenet",
            0,
            List.of("scale-jitter 256 512", "random-crop 224", "flip", "pca-colour 0.1"),
            List.of("resize 384", "centre-crop 224"),
            "pixel-mean",
            0,
            0),
        paper(0.01, new Schedule.Plateau(0.1, 5, 0.001), 256, 5e-4),
        new Budget(Length.iterations(370_000), 0),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }

  /**
   * Szegedy et al. 2015, section 6: −4 % every eight epochs, averaged weights. Unsaid: batch size,
   * learning rate, weight decay and length; here those of its reimplementation in Caffe, batch 32.
   * Departs: one machine instead of asynchronous SGD.
   */
  private static Recipe googLeNet() {
    var everyEight =
        DoubleStream.iterate(8, epoch -> epoch < 250, epoch -> epoch + 8)
            .mapToObj(Length::epochs)
            .toList();
    var how = paper(0.01, new Schedule.Steps(everyEight, 0.96), 32, 2e-4);
    return new Recipe(
        "googlenet",
        "Szegedy et al. 2015: ImageNet, learning rate minus 4 % every 8 epochs.",
        new Model("googlenet_paper"),
        new Data(
            "imagenet",
            0,
            List.of("random-resized-crop 224", "flip", "colour-jitter 0.4 0.4 0.4 0"),
            List.of("resize 256", "centre-crop 224"),
            "pixel-mean",
            0,
            0),
        new Optimisation(
            how.optimizer(),
            how.learningRate(),
            how.schedule(),
            how.warmup(),
            how.batchSize(),
            1,
            how.weightDecay(),
            true,
            0,
            0,
            0.9999),
        new Budget(Length.epochs(250), 0),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }

  /**
   * LeCun et al. 1998, section III: twenty passes, the rate falling. Departs: SGD with momentum and
   * cross-entropy in small batches, instead of one image at a time with a diagonal of second
   * derivatives and the distance to a code.
   */
  private static Recipe leNet5() {
    var steps = List.of(Length.epochs(2), Length.epochs(5), Length.epochs(8), Length.epochs(12));
    return new Recipe(
        "lenet5",
        "LeCun et al. 1998: MNIST, twenty passes, the learning rate falling four times.",
        new Model("lenet5"),
        new Data("mnist", 0, List.of(), List.of(), "mean-std", 0, 0),
        paper(0.02, new Schedule.Steps(steps, 0.4), 64, 0),
        new Budget(Length.epochs(20), 0),
        Length.epochs(1),
        Precision.FP32,
        1);
  }

  /**
   * Srivastava et al. 2015, section 4: SGD with momentum, the rate falling exponentially. Unsaid:
   * rates, which the paper found by random search; here 0.02, times 0.8 every epoch.
   */
  private static Recipe highway() {
    var everyEpoch =
        DoubleStream.iterate(1, epoch -> epoch < 20, epoch -> epoch + 1)
            .mapToObj(Length::epochs)
            .toList();
    return new Recipe(
        "highway",
        "Srivastava et al. 2015: a ten-layer convolutional Highway network on MNIST.",
        new Model("highway10_conv32"),
        new Data("mnist", 0, List.of(), List.of(), "mean-std", 0, 0),
        paper(0.02, new Schedule.Steps(everyEpoch, 0.8), 100, 1e-4),
        new Budget(Length.epochs(20), 0),
        Length.epochs(1),
        Precision.FP32,
        1);
  }

  /** SGD with momentum 0.9 and weight decay on everything, as all these papers have it. */
  private static Optimisation paper(
      double learningRate, Schedule schedule, int batchSize, double weightDecay) {
    return new Optimisation(
        Recipes.MOMENTUM,
        learningRate,
        schedule,
        new Warmup.None(),
        batchSize,
        1,
        weightDecay,
        true,
        0,
        0,
        0);
  }
}

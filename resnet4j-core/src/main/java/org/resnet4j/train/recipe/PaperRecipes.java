package org.resnet4j.train.recipe;

import static org.resnet4j.engine.Precision.FP32;
import static org.resnet4j.train.recipe.Recipe.Normalisation.PIXEL_MEAN;
import static org.resnet4j.train.schedule.Length.epochs;
import static org.resnet4j.train.schedule.Length.iterations;
import static org.resnet4j.train.schedule.Schedule.times;

import java.util.List;
import org.resnet4j.train.schedule.Warmup;

/**
 * The papers' recipes. What a paper does not specify is marked {@code Unsaid}; where we depart from
 * it, {@code Departs}. All of them train by SGD with momentum 0.9 and decay every weight, as a
 * draft does that says nothing else.
 */
final class PaperRecipes {
  static final String CIFAR10 = "paper-cifar10";

  /** He et al. 2015, section 4.2: 0.01 instead of 0.1 until the training error is below 80 %. */
  static final Warmup WARM_110 = Warmup.times(0.1).untilErrorBelow(0.8);

  static final List<Recipe> ALL =
      List.of(cifar10(), imageNet(), alexNet(), vgg(), googLeNet(), leNet5(), highway());

  private PaperRecipes() {}

  /** He et al. 2015, section 4.2. */
  private static Recipe cifar10() {
    return Recipe.named(CIFAR10)
        .about("He et al. 2015, section 4.2: CIFAR-10, 64k iterations, 45k/5k split.")
        .model("resnet20")
        .data("cifar10")
        .heldOut(5000)
        .augmentation("pad-crop 4", "flip")
        .normalisation(PIXEL_MEAN)
        .learningRate(0.1)
        .schedule(times(0.1).at(iterations(32_000), iterations(48_000)))
        .batchSize(128)
        .weightDecay(1e-4)
        .length(iterations(64_000))
        .evaluateEvery(iterations(1000))
        .precision(FP32)
        .recipe();
  }

  /**
   * He et al. 2015, section 3.4. Unsaid: what counts as a plateau; here after five evaluations
   * without progress.
   */
  private static Recipe imageNet() {
    return Recipe.named("paper-imagenet")
        .about("He et al. 2015, section 3.4: ImageNet, batch 256, up to 600k iterations.")
        .model("resnet50")
        .data("imagenet")
        .augmentation("scale-jitter 256 480", "random-crop 224", "flip", "pca-colour 0.1")
        .testing("resize 256", "centre-crop 224")
        .normalisation(PIXEL_MEAN)
        .learningRate(0.1)
        .schedule(times(0.1).onPlateau(5))
        .batchSize(256)
        .weightDecay(1e-4)
        .length(iterations(600_000))
        .recipe();
  }

  /**
   * Krizhevsky et al. 2012, sections 4 and 5. Unsaid: how long the error must have "stopped
   * improving".
   */
  private static Recipe alexNet() {
    return Recipe.named("alexnet")
        .about("Krizhevsky et al. 2012: ImageNet, batch 128, 90 epochs.")
        .model("alexnet_paper")
        .data("imagenet")
        .augmentation("resize 256", "random-crop 224", "flip", "pca-colour 0.1")
        .testing("resize 256", "centre-crop 224")
        .normalisation(PIXEL_MEAN)
        .learningRate(0.01)
        .schedule(times(0.1).onPlateau(5))
        .batchSize(128)
        .weightDecay(5e-4)
        .length(epochs(90))
        .recipe();
  }

  /** Simonyan and Zisserman 2015, section 3.1; scale jitter [256, 512]. */
  private static Recipe vgg() {
    return Recipe.named("vgg")
        .about("Simonyan and Zisserman 2015: ImageNet, batch 256, 370k iterations (74 epochs).")
        .model("vgg16")
        .data("imagenet")
        .augmentation("scale-jitter 256 512", "random-crop 224", "flip", "pca-colour 0.1")
        .testing("resize 384", "centre-crop 224")
        .normalisation(PIXEL_MEAN)
        .learningRate(0.01)
        .schedule(times(0.1).onPlateau(5))
        .batchSize(256)
        .weightDecay(5e-4)
        .length(iterations(370_000))
        .recipe();
  }

  /**
   * Szegedy et al. 2015, section 6: −4 % every eight epochs, averaged weights. Unsaid: batch size,
   * learning rate, weight decay and length; here those of its reimplementation in Caffe, batch 32.
   * Departs: one machine instead of asynchronous SGD.
   */
  private static Recipe googLeNet() {
    return Recipe.named("googlenet")
        .about("Szegedy et al. 2015: ImageNet, learning rate minus 4 % every 8 epochs.")
        .model("googlenet_paper")
        .data("imagenet")
        .augmentation("random-resized-crop 224", "flip", "colour-jitter 0.4 0.4 0.4 0")
        .testing("resize 256", "centre-crop 224")
        .normalisation(PIXEL_MEAN)
        .learningRate(0.01)
        .schedule(times(0.96).every(epochs(8)).until(epochs(250)))
        .batchSize(32)
        .weightDecay(2e-4)
        .averageDecay(0.9999)
        .length(epochs(250))
        .recipe();
  }

  /**
   * LeCun et al. 1998, section III: twenty passes, the rate falling. Departs: SGD with momentum and
   * cross-entropy in small batches, instead of one image at a time with a diagonal of second
   * derivatives and the distance to a code.
   */
  private static Recipe leNet5() {
    return Recipe.named("lenet5")
        .about("LeCun et al. 1998: MNIST, twenty passes, the learning rate falling four times.")
        .model("lenet5")
        .data("mnist")
        .learningRate(0.02)
        .schedule(times(0.4).at(epochs(2), epochs(5), epochs(8), epochs(12)))
        .batchSize(64)
        .length(epochs(20))
        .precision(FP32)
        .recipe();
  }

  /**
   * Srivastava et al. 2015, section 4: SGD with momentum, the rate falling exponentially. Unsaid:
   * rates, which the paper found by random search; here 0.02, times 0.8 every epoch.
   */
  private static Recipe highway() {
    return Recipe.named("highway")
        .about("Srivastava et al. 2015: a ten-layer convolutional Highway network on MNIST.")
        .model("highway10_conv32")
        .data("mnist")
        .learningRate(0.02)
        .schedule(times(0.8).every(epochs(1)).until(epochs(20)))
        .batchSize(100)
        .weightDecay(1e-4)
        .length(epochs(20))
        .precision(FP32)
        .recipe();
  }
}

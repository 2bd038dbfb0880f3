package org.resnet4j.train.recipe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.schedule.Length;

/**
 * Everything that decides how a network is trained, as data: it is written into every checkpoint
 * and report, and a run can be repeated from it. A value; it checks itself when it is made.
 *
 * <p>The papers' recipes are in {@link Recipes}. A recipe that differs from another in a few fields
 * is that one {@link #with} them:
 *
 * <pre>{@code
 * var mine = Recipes.of("mnist").with(r -> r.model("resnet32").batchSize(64).length(epochs(5)));
 * }</pre>
 *
 * @param name as users type it
 * @param about one sentence: what it is and its source
 * @param model which network
 * @param data the images and their augmentation
 * @param optimisation how gradients move the weights
 * @param budget when the training ends
 * @param evaluateEvery how often the network is evaluated during the training
 * @param precision the precision of computations
 * @param seed decides the initial weights, the order of the images, augmentation and dropout
 */
public record Recipe(
    String name,
    String about,
    Model model,
    Data data,
    Optimisation optimisation,
    Budget budget,
    Length evaluateEvery,
    Precision precision,
    long seed) {
  public Recipe {
    check("name", !name.isBlank(), "'" + name + "'");
    check("interval between evaluations of", evaluateEvery.amount() > 0, evaluateEvery);
  }

  /**
   * Which network.
   *
   * @param name as the zoo knows it, {@code resnet20}
   * @param options further options of the zoo: {@code shortcut}, {@code stride-placement}, …
   * @param weights a file to start from instead of fresh weights
   * @param freeze what is not trained, as {@link Freezing} reads it: {@code until:layer4}
   */
  public record Model(
      String name, Map<String, String> options, Optional<String> weights, Optional<String> freeze) {
    public Model {
      check("network", !name.isBlank(), "'" + name + "'");
      options = Map.copyOf(new TreeMap<>(options));
    }

    /** The network as the zoo has it by default, with fresh weights, all of them trained. */
    public static Model of(String name) {
      return new Model(name, Map.of(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * Which images, and what is done to them.
   *
   * @param set as users type it: {@code mnist}, {@code cifar10}, or a folder
   * @param heldOut how many training images are kept for the evaluations during the training; none:
   *     they use the test images
   * @param augmentation what is done to a training image, in order, as {@link AugmentationWords}
   *     spells it: {@code pad-crop 4}, {@code flip}, …
   * @param testing what is done to a test image, in order: {@code resize 256}, {@code centre-crop
   *     224}
   * @param normalisation how pixels become numbers
   * @param mixup α of mixup's Beta distribution (Zhang et al. 2018)
   * @param cutmix α of CutMix's Beta distribution (Yun et al. 2019)
   */
  public record Data(
      String set,
      OptionalInt heldOut,
      List<String> augmentation,
      List<String> testing,
      Normalisation normalisation,
      OptionalDouble mixup,
      OptionalDouble cutmix) {
    public Data {
      check("data set", !set.isBlank(), "'" + set + "'");
      heldOut.ifPresent(images -> check("number of held-out images", images > 0, images));
      augmentation = List.copyOf(augmentation);
      augmentation.forEach(AugmentationWords::parse);
      testing = List.copyOf(testing);
      testing.forEach(AugmentationWords::parse);
      mixup.ifPresent(alpha -> check("mixup α", positive(alpha), alpha));
      cutmix.ifPresent(alpha -> check("CutMix α", positive(alpha), alpha));
    }
  }

  /** How pixels become numbers. */
  public enum Normalisation {
    /** Minus the mean of each channel, divided by its standard deviation. */
    MEAN_STD,
    /** Minus the mean of each pixel over the training images: the paper's, section 3.4. */
    PIXEL_MEAN
  }

  /**
   * When the training ends.
   *
   * @param length the whole training; schedules are scaled to it
   * @param timeLimit the most time it may take. When half of it is gone, the schedule runs ahead as
   *     far as is needed to reach its end in time, and steps are left out
   */
  public record Budget(Length length, Optional<Duration> timeLimit) {
    public Budget {
      check("length of", length.amount() > 0, length);
      timeLimit.ifPresent(time -> check("time limit of", time.toNanos() > 0, time));
    }
  }

  /**
   * A new recipe's draft. It is to name the {@link RecipeDraft#model}, the {@link
   * RecipeDraft#data}, the {@link RecipeDraft#learningRate}, the {@link RecipeDraft#batchSize} and
   * the {@link RecipeDraft#length}; everything else has a default.
   */
  public static RecipeDraft named(String name) {
    return new RecipeDraft(name);
  }

  /**
   * This recipe with some fields changed.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Recipe with(Consumer<RecipeDraft> changes) {
    var draft = new RecipeDraft(this);
    changes.accept(draft);
    return draft.recipe();
  }

  static void check(String what, boolean right, Object value) {
    if (!right) {
      throw new IllegalArgumentException("a recipe cannot have a %s %s".formatted(what, value));
    }
  }

  static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }
}

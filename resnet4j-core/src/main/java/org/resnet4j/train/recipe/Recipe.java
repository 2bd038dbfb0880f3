package org.resnet4j.train.recipe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Warmup;

/**
 * Everything that decides how a network is trained, as data: it is written into every checkpoint
 * and report, and a run can be repeated from it. The papers' are in {@link Recipes}; as JSON in
 * {@link RecipeJson}.
 *
 * @param name as users type it
 * @param about one sentence: what it is and where it is from
 * @param model which network
 * @param data which images, and what is done to them
 * @param optimisation how gradients move the weights
 * @param budget when the training ends
 * @param evaluateEvery how often the network in training is tested
 * @param precision what numbers are computed in
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

  /**
   * Which network.
   *
   * @param name as the zoo knows it, {@code resnet20}
   * @param options what else the zoo should know: {@code shortcut}, {@code stride-placement}, …
   * @param weights a file to start from instead of fresh weights; empty: none
   * @param freeze what is not trained, as {@link Freezing} reads it: {@code until:layer4}; empty:
   *     nothing
   */
  public record Model(String name, Map<String, String> options, String weights, String freeze) {
    public Model {
      options = Map.copyOf(new TreeMap<>(options));
    }

    public Model(String name) {
      this(name, Map.of(), "", "");
    }
  }

  /**
   * Which images, and what is done to them.
   *
   * @param set as users type it: {@code mnist}, {@code cifar10}, or a folder
   * @param heldOut how many training images are kept for the evaluations during the training; 0:
   *     they use the test images
   * @param augmentation what is done to a training image, in order: {@code pad-crop 4}, {@code
   *     flip}, …
   * @param testing what is done to a test image, in order: {@code resize 256}, {@code centre-crop
   *     224}
   * @param normalisation how pixels become numbers: {@code mean-std}, or the papers' {@code
   *     pixel-mean}
   * @param mixup α of mixup's Beta distribution (Zhang et al. 2018); 0: none
   * @param cutmix α of cutmix's Beta distribution (Yun et al. 2019); 0: none
   */
  public record Data(
      String set,
      int heldOut,
      List<String> augmentation,
      List<String> testing,
      String normalisation,
      double mixup,
      double cutmix) {
    public Data {
      augmentation = List.copyOf(augmentation);
      testing = List.copyOf(testing);
    }

    public Data withSet(String value) {
      return new Data(value, heldOut, augmentation, testing, normalisation, mixup, cutmix);
    }

    public Data withHeldOut(int value) {
      return new Data(set, value, augmentation, testing, normalisation, mixup, cutmix);
    }

    public Data withAugmentation(List<String> value) {
      return new Data(set, heldOut, value, testing, normalisation, mixup, cutmix);
    }

    public Data withTesting(List<String> value) {
      return new Data(set, heldOut, augmentation, value, normalisation, mixup, cutmix);
    }

    public Data withNormalisation(String value) {
      return new Data(set, heldOut, augmentation, testing, value, mixup, cutmix);
    }

    public Data withMixup(double value) {
      return new Data(set, heldOut, augmentation, testing, normalisation, value, cutmix);
    }

    public Data withCutmix(double value) {
      return new Data(set, heldOut, augmentation, testing, normalisation, mixup, value);
    }
  }

  /**
   * When the training ends.
   *
   * @param length the whole training; schedules are stretched over it
   * @param seconds the most time it may take; 0: however long it takes. When half of it is gone,
   *     the schedule runs ahead as far as is needed to reach its end in time, and steps are left
   *     out
   */
  public record Budget(Length length, double seconds) {
    public Budget {
      check("the length of the training", length.amount() > 0, length);
      check("the time", seconds >= 0, seconds);
    }
  }

  public Recipe withName(String value, String sentence) {
    return new Recipe(
        value, sentence, model, data, optimisation, budget, evaluateEvery, precision, seed);
  }

  public Recipe withModel(Model value) {
    return new Recipe(
        name, about, value, data, optimisation, budget, evaluateEvery, precision, seed);
  }

  public Recipe withModel(String value) {
    return withModel(new Model(value, model.options(), model.weights(), model.freeze()));
  }

  public Recipe withModelOption(String key, String value) {
    var options = new TreeMap<>(model.options());
    options.put(key, value);
    return withModel(new Model(model.name(), options, model.weights(), model.freeze()));
  }

  public Recipe withWeights(String value) {
    return withModel(new Model(model.name(), model.options(), value, model.freeze()));
  }

  public Recipe withFreeze(String value) {
    return withModel(new Model(model.name(), model.options(), model.weights(), value));
  }

  public Recipe withData(Data value) {
    return new Recipe(
        name, about, model, value, optimisation, budget, evaluateEvery, precision, seed);
  }

  public Recipe withDataSet(String value) {
    return withData(data.withSet(value));
  }

  public Recipe withOptimisation(Optimisation value) {
    return new Recipe(name, about, model, data, value, budget, evaluateEvery, precision, seed);
  }

  public Recipe withWarmup(Warmup value) {
    return withOptimisation(optimisation.withWarmup(value));
  }

  public Recipe withLength(Length value) {
    return withBudget(new Budget(value, budget.seconds()));
  }

  public Recipe withTime(Duration value) {
    return withBudget(new Budget(budget.length(), value.toNanos() / 1e9));
  }

  public Recipe withBudget(Budget value) {
    return new Recipe(
        name, about, model, data, optimisation, value, evaluateEvery, precision, seed);
  }

  public Recipe withEvaluateEvery(Length value) {
    return new Recipe(name, about, model, data, optimisation, budget, value, precision, seed);
  }

  public Recipe withPrecision(Precision value) {
    return new Recipe(name, about, model, data, optimisation, budget, evaluateEvery, value, seed);
  }

  public Recipe withSeed(long value) {
    return new Recipe(
        name, about, model, data, optimisation, budget, evaluateEvery, precision, value);
  }

  static void check(String what, boolean right, Object value) {
    if (!right) {
      throw new IllegalArgumentException("a recipe cannot have %s %s".formatted(what, value));
    }
  }
}

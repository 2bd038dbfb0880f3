package org.resnet4j.train;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;

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
   * @param normalisation how pixels become numbers: {@code mean-std}, or the papers' {@code
   *     pixel-mean}
   * @param mixup α of mixup's Beta distribution (Zhang et al. 2018); 0: none
   * @param cutmix α of cutmix's Beta distribution (Yun et al. 2019); 0: none
   */
  public record Data(
      String set,
      int heldOut,
      List<String> augmentation,
      String normalisation,
      double mixup,
      double cutmix) {
    public Data {
      augmentation = List.copyOf(augmentation);
    }
  }

  /**
   * How gradients move the weights.
   *
   * @param learningRate the highest that the schedule reaches
   * @param schedule how the learning rate moves
   * @param warmup how it begins
   * @param batchSize images a pass
   * @param accumulation passes an update
   * @param weightDecay the coefficient of ½‖w‖²
   * @param decayNorms whether γ, β and biases decay too, as in the paper
   * @param labelSmoothing ε: targets become (1 − ε)·target + ε / classes
   * @param clipNorm the whole gradient's norm is kept at or below this; 0: as it comes
   * @param averageDecay d of the moving average of the weights, which is then what is evaluated and
   *     saved; 0: none
   */
  public record Optimisation(
      Optimizer optimizer,
      double learningRate,
      Schedule schedule,
      Warmup warmup,
      int batchSize,
      int accumulation,
      double weightDecay,
      boolean decayNorms,
      double labelSmoothing,
      double clipNorm,
      double averageDecay) {
    public Optimisation {
      check("learning rate", learningRate > 0 && learningRate < 1e6, learningRate);
      check("batch size", batchSize >= 1, batchSize);
      check("accumulation", accumulation >= 1, accumulation);
      check("weight decay", weightDecay >= 0 && weightDecay < 1e6, weightDecay);
      check("label smoothing", labelSmoothing >= 0 && labelSmoothing < 1, labelSmoothing);
      check("clip norm", clipNorm >= 0, clipNorm);
      check("average decay", averageDecay >= 0 && averageDecay < 1, averageDecay);
      check(
          "warm-up before one-cycle, which has its own,",
          !(schedule instanceof Schedule.OneCycle) || !(warmup instanceof Warmup.Linear),
          warmup);
    }
  }

  /**
   * When the training ends.
   *
   * @param length the whole training; schedules are stretched over it
   * @param seconds it stops early when this much time has gone by in it; 0: however long it takes
   */
  public record Budget(Length length, double seconds) {
    public Budget {
      check("the length of the training", length.amount() > 0, length);
      check("the time", seconds >= 0, seconds);
    }
  }

  public Recipe withName(String value) {
    return new Recipe(
        value, about, model, data, optimisation, budget, evaluateEvery, precision, seed);
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
    return withData(
        new Data(
            value,
            data.heldOut(),
            data.augmentation(),
            data.normalisation(),
            data.mixup(),
            data.cutmix()));
  }

  public Recipe withOptimisation(Optimisation value) {
    return new Recipe(name, about, model, data, value, budget, evaluateEvery, precision, seed);
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

  private static void check(String what, boolean right, Object value) {
    if (!right) {
      throw new IllegalArgumentException("a recipe cannot have %s %s".formatted(what, value));
    }
  }
}

package org.resnet4j.train.recipe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.recipe.Recipe.Normalisation;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/**
 * A recipe in the making: names beside values, and only those that differ from the defaults, which
 * are the paper's where it has one (SGD with momentum 0.9, decay on every weight). What a field
 * means stands at the records of {@link Recipe} and {@link Optimisation}, which also check the
 * values.
 *
 * <p>For one thread, and for one recipe.
 */
public final class RecipeDraft {
  private String name;
  private String about = "";
  private String model = "";
  private Map<String, String> options = Map.of();
  private Optional<String> weights = Optional.empty();
  private Optional<String> freeze = Optional.empty();
  private String data = "";
  private OptionalInt heldOut = OptionalInt.empty();
  private List<String> augmentation = List.of();
  private List<String> testing = List.of();
  private Normalisation normalisation = Normalisation.MEAN_STD;
  private OptionalDouble mixup = OptionalDouble.empty();
  private OptionalDouble cutmix = OptionalDouble.empty();
  private Optimizer optimizer = Optimizer.momentum(0.9);
  private double learningRate;
  private Schedule schedule = Schedule.constant();
  private Warmup warmup = Warmup.none();
  private int batchSize;
  private int accumulation = 1;
  private double weightDecay;
  private boolean decayNorms = true;
  private double labelSmoothing;
  private OptionalDouble clipNorm = OptionalDouble.empty();
  private OptionalDouble averageDecay = OptionalDouble.empty();
  private Length length = Length.epochs(0);
  private Optional<Duration> timeLimit = Optional.empty();
  private Length evaluateEvery = Length.epochs(1);
  private Precision precision = Precision.AUTO;
  private long seed = 1;

  RecipeDraft(String name) {
    this.name = name;
  }

  RecipeDraft(Recipe recipe) {
    name = recipe.name();
    about = recipe.about();
    model = recipe.model().name();
    options = recipe.model().options();
    weights = recipe.model().weights();
    freeze = recipe.model().freeze();
    data = recipe.data().set();
    heldOut = recipe.data().heldOut();
    augmentation = recipe.data().augmentation();
    testing = recipe.data().testing();
    normalisation = recipe.data().normalisation();
    mixup = recipe.data().mixup();
    cutmix = recipe.data().cutmix();
    optimizer = recipe.optimisation().optimizer();
    learningRate = recipe.optimisation().learningRate();
    schedule = recipe.optimisation().schedule();
    warmup = recipe.optimisation().warmup();
    batchSize = recipe.optimisation().batchSize();
    accumulation = recipe.optimisation().accumulation();
    weightDecay = recipe.optimisation().weightDecay();
    decayNorms = recipe.optimisation().decayNorms();
    labelSmoothing = recipe.optimisation().labelSmoothing();
    clipNorm = recipe.optimisation().clipNorm();
    averageDecay = recipe.optimisation().averageDecay();
    length = recipe.budget().length();
    timeLimit = recipe.budget().timeLimit();
    evaluateEvery = recipe.evaluateEvery();
    precision = recipe.precision();
    seed = recipe.seed();
  }

  /**
   * The recipe.
   *
   * @throws IllegalArgumentException if a value is missing or out of its range
   */
  public Recipe recipe() {
    return new Recipe(
        name,
        about,
        new Recipe.Model(model, options, weights, freeze),
        new Recipe.Data(data, heldOut, augmentation, testing, normalisation, mixup, cutmix),
        new Optimisation(
            optimizer,
            learningRate,
            schedule,
            warmup,
            batchSize,
            accumulation,
            weightDecay,
            decayNorms,
            labelSmoothing,
            clipNorm,
            averageDecay),
        new Recipe.Budget(length, timeLimit),
        evaluateEvery,
        precision,
        seed);
  }

  public RecipeDraft name(String value) {
    name = value;
    return this;
  }

  public RecipeDraft about(String value) {
    about = value;
    return this;
  }

  public RecipeDraft model(String value) {
    model = value;
    return this;
  }

  /** What else the zoo should know: {@code shortcut}, {@code B}. */
  public RecipeDraft modelOption(String key, String value) {
    options = new TreeMap<>(options);
    options.put(key, value);
    return this;
  }

  public RecipeDraft weights(String file) {
    weights = Optional.of(file);
    return this;
  }

  public RecipeDraft freeze(String words) {
    freeze = Optional.of(words);
    return this;
  }

  public RecipeDraft data(String value) {
    data = value;
    return this;
  }

  public RecipeDraft heldOut(int images) {
    heldOut = OptionalInt.of(images);
    return this;
  }

  public RecipeDraft augmentation(String... steps) {
    augmentation = List.of(steps);
    return this;
  }

  public RecipeDraft augmentation(List<String> steps) {
    augmentation = List.copyOf(steps);
    return this;
  }

  public RecipeDraft testing(String... steps) {
    testing = List.of(steps);
    return this;
  }

  public RecipeDraft normalisation(Normalisation value) {
    normalisation = value;
    return this;
  }

  public RecipeDraft mixup(double alpha) {
    mixup = OptionalDouble.of(alpha);
    return this;
  }

  public RecipeDraft cutmix(double alpha) {
    cutmix = OptionalDouble.of(alpha);
    return this;
  }

  public RecipeDraft optimizer(Optimizer value) {
    optimizer = value;
    return this;
  }

  public RecipeDraft learningRate(double value) {
    learningRate = value;
    return this;
  }

  public RecipeDraft schedule(Schedule value) {
    schedule = value;
    return this;
  }

  public RecipeDraft warmup(Warmup value) {
    warmup = value;
    return this;
  }

  public RecipeDraft batchSize(int value) {
    batchSize = value;
    return this;
  }

  public RecipeDraft accumulation(int value) {
    accumulation = value;
    return this;
  }

  public RecipeDraft weightDecay(double value) {
    weightDecay = value;
    return this;
  }

  public RecipeDraft decayNorms(boolean value) {
    decayNorms = value;
    return this;
  }

  public RecipeDraft labelSmoothing(double value) {
    labelSmoothing = value;
    return this;
  }

  public RecipeDraft clipNorm(double norm) {
    clipNorm = OptionalDouble.of(norm);
    return this;
  }

  /** Gradients as they come. */
  public RecipeDraft noClipping() {
    clipNorm = OptionalDouble.empty();
    return this;
  }

  public RecipeDraft averageDecay(double decay) {
    averageDecay = OptionalDouble.of(decay);
    return this;
  }

  /** The weights themselves are evaluated and saved. */
  public RecipeDraft noAverage() {
    averageDecay = OptionalDouble.empty();
    return this;
  }

  public RecipeDraft length(Length value) {
    length = value;
    return this;
  }

  public RecipeDraft timeLimit(Duration time) {
    timeLimit = Optional.of(time);
    return this;
  }

  /** However long it takes. */
  public RecipeDraft noTimeLimit() {
    timeLimit = Optional.empty();
    return this;
  }

  public RecipeDraft evaluateEvery(Length value) {
    evaluateEvery = value;
    return this;
  }

  public RecipeDraft precision(Precision value) {
    precision = value;
    return this;
  }

  public RecipeDraft seed(long value) {
    seed = value;
    return this;
  }
}

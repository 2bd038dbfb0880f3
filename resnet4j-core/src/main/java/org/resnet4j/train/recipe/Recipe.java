package org.resnet4j.train.recipe;

import static org.resnet4j.train.recipe.RecipeCheck.check;
import static org.resnet4j.train.recipe.RecipeCheck.positive;
import static org.resnet4j.train.recipe.RecipeCheck.whole;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;
import org.resnet4j.weights.Selection;
import org.resnet4j.zoo.ZooOptions;

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
  /** More than anybody has trained, in either unit. */
  private static final double LONGEST = 1e12;

  /** Beyond it Beta(α, α) is ½ to a hundredth. */
  private static final double MOST_ALPHA = 1000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is blank or the interval between evaluations is 0
   */
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
   * @param state which network of a file that holds several, as {@link Selection#of} reads it
   * @param ignored arrays of the file that are no part of the network, as patterns
   */
  public record Model(
      String name,
      Map<String, String> options,
      Optional<String> weights,
      Optional<String> freeze,
      Optional<String> state,
      List<String> ignored) {
    /**
     * Checks the values and copies the options in the order of their keys.
     *
     * @throws IllegalArgumentException if the name is blank, the zoo has no such option, the words
     *     for freezing are none, or the state is blank
     */
    public Model {
      check("network", !name.isBlank(), "'" + name + "'");
      whole("options", options.values());
      ZooOptions.of(options);
      freeze.ifPresent(RecipeCheck::layerToFreeze);
      state.ifPresent(Selection::of);
      ignored = List.copyOf(whole("ignored", ignored));
      options = Map.copyOf(new TreeMap<>(options));
    }

    /**
     * The network as the zoo has it by default, with fresh weights, all of them trained.
     *
     * @param name as the zoo knows it
     * @return the model
     */
    public static Model of(String name) {
      return of(name, Map.of());
    }

    /**
     * The network with options of the zoo, with fresh weights, all of them trained.
     *
     * @param name as the zoo knows it
     * @param options further options of the zoo
     * @return the model
     */
    public static Model of(String name, Map<String, String> options) {
      return new Model(
          name, options, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The same network, which starts from a file's weights.
     *
     * @param file the weights; fresh ones if absent
     * @return the model
     */
    public Model from(Optional<String> file) {
      return new Model(name, options, file, freeze, state, ignored);
    }

    /** {@return which of the file's arrays the training starts from} */
    public Selection selection() {
      return state.map(Selection::of).orElse(Selection.USUAL).ignoring(ignored);
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
    /**
     * Checks the values and copies the lists.
     *
     * @throws IllegalArgumentException if one is out of its range, or a step is not one of {@link
     *     AugmentationWords}
     */
    public Data {
      check("data set", !set.isBlank(), "'" + set + "'");
      heldOut.ifPresent(images -> check("number of held-out images", images > 0, images));
      augmentation = List.copyOf(whole("augmentation", augmentation));
      augmentation.forEach(AugmentationWords::parse);
      testing = List.copyOf(whole("testing", testing));
      testing.forEach(AugmentationWords::parse);
      mixup.ifPresent(alpha -> check("mixup α", mixes(alpha), alpha));
      cutmix.ifPresent(alpha -> check("CutMix α", mixes(alpha), alpha));
    }
  }

  private static boolean mixes(double alpha) {
    return positive(alpha) && alpha <= MOST_ALPHA;
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
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the length or the time limit is 0
     */
    public Budget {
      check("length of", length.amount() > 0 && length.amount() <= LONGEST, length);
      timeLimit.ifPresent(time -> check("time limit of", time.toNanos() > 0, time));
    }
  }

  /**
   * A new recipe's draft. It is to name the {@link Draft#model}, the {@link Draft#data}, the {@link
   * Draft#learningRate}, the {@link Draft#batchSize} and the {@link Draft#length}; everything else
   * has a default.
   *
   * @param name as users type it
   * @return the draft
   */
  public static Draft named(String name) {
    return new Draft(name);
  }

  /**
   * This recipe with some fields changed.
   *
   * @param changes sets fields of a draft that begins as this recipe
   * @return the changed recipe
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Recipe with(Consumer<Draft> changes) {
    var draft = new Draft(this);
    changes.accept(draft);
    return draft.recipe();
  }

  /**
   * A recipe in the making: names beside values, and only those that differ from the defaults,
   * which are the paper's where it has one (SGD with momentum 0.9, decay on every weight). What a
   * field means stands at the records of {@link Recipe} and {@link Optimisation}, which also check
   * the values.
   *
   * <p>For one thread, and for one recipe.
   */
  public static final class Draft {
    private String name;
    private String about = "";
    private String model = "";
    private Map<String, String> options = Map.of();
    private Optional<String> weights = Optional.empty();
    private Optional<String> freeze = Optional.empty();
    private Optional<String> state = Optional.empty();
    private List<String> ignored = List.of();
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

    Draft(String name) {
      this.name = name;
    }

    Draft(Recipe recipe) {
      name = recipe.name();
      about = recipe.about();
      model = recipe.model().name();
      options = recipe.model().options();
      weights = recipe.model().weights();
      freeze = recipe.model().freeze();
      state = recipe.model().state();
      ignored = recipe.model().ignored();
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
     * @return a recipe, which later changes of this draft do not touch
     * @throws IllegalArgumentException if a value is missing or out of its range
     */
    public Recipe recipe() {
      return new Recipe(
          name,
          about,
          new Model(model, options, weights, freeze, state, ignored),
          new Data(data, heldOut, augmentation, testing, normalisation, mixup, cutmix),
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
          new Budget(length, timeLimit),
          evaluateEvery,
          precision,
          seed);
    }

    /**
     * Names the recipe.
     *
     * @param value as users type it
     * @return this draft
     */
    public Draft name(String value) {
      name = value;
      return this;
    }

    /**
     * Says what the recipe is, and its source.
     *
     * @param value one sentence
     * @return this draft
     */
    public Draft about(String value) {
      about = value;
      return this;
    }

    /**
     * Names the network.
     *
     * @param value as the zoo knows it: {@code resnet20}
     * @return this draft
     */
    public Draft model(String value) {
      model = value;
      return this;
    }

    /**
     * Takes over a network: name, options, weights to start from, what is frozen.
     *
     * @param value the network
     * @return this draft
     */
    public Draft model(Model value) {
      model = value.name();
      options = value.options();
      weights = value.weights();
      freeze = value.freeze();
      state = value.state();
      ignored = value.ignored();
      return this;
    }

    /**
     * What else the zoo should know: {@code shortcut}, {@code B}.
     *
     * @param key the option's name
     * @param value the option's value
     * @return this draft
     */
    public Draft modelOption(String key, String value) {
      options = new TreeMap<>(options);
      options.put(key, value);
      return this;
    }

    /**
     * Starts from the weights of a file.
     *
     * @param file its path
     * @return this draft
     */
    public Draft weights(String file) {
      weights = Optional.of(file);
      return this;
    }

    /**
     * Says which network of the weights' file is meant, if it holds several.
     *
     * @param word {@code ema}, {@code raw}, or the key under which it stands
     * @return this draft
     */
    public Draft state(String word) {
      state = Optional.of(word);
      return this;
    }

    /**
     * Passes over arrays of the weights' file that are no part of the network.
     *
     * @param patterns of keys: {@code loss.*}, {@code *.total_ops}
     * @return this draft
     */
    public Draft ignored(List<String> patterns) {
      ignored = List.copyOf(patterns);
      return this;
    }

    /**
     * Names what is not trained.
     *
     * @param words as {@link Freezing} reads them: {@code until:layer4}
     * @return this draft
     */
    public Draft freeze(String words) {
      freeze = Optional.of(words);
      return this;
    }

    /**
     * Names the data set.
     *
     * @param value as users type it: {@code mnist}, or a folder
     * @return this draft
     */
    public Draft data(String value) {
      data = value;
      return this;
    }

    /**
     * Holds out training images for the evaluations during the training.
     *
     * @param images how many, at least 1
     * @return this draft
     */
    public Draft heldOut(int images) {
      heldOut = OptionalInt.of(images);
      return this;
    }

    /**
     * Replaces what is done to a training image.
     *
     * @param steps in order, as {@link AugmentationWords} spells them
     * @return this draft
     */
    public Draft augmentation(String... steps) {
      augmentation = List.of(steps);
      return this;
    }

    /**
     * Replaces what is done to a training image.
     *
     * @param steps in order, as {@link AugmentationWords} spells them
     * @return this draft
     */
    public Draft augmentation(List<String> steps) {
      augmentation = List.copyOf(steps);
      return this;
    }

    /**
     * Replaces what is done to a test image.
     *
     * @param steps in order, as {@link AugmentationWords} spells them
     * @return this draft
     */
    public Draft testing(String... steps) {
      testing = List.of(steps);
      return this;
    }

    /**
     * Says how pixels become numbers.
     *
     * @param value by channel or by pixel
     * @return this draft
     */
    public Draft normalisation(Normalisation value) {
      normalisation = value;
      return this;
    }

    /**
     * Mixes images by mixup.
     *
     * @param alpha α of the Beta distribution, positive
     * @return this draft
     */
    public Draft mixup(double alpha) {
      mixup = OptionalDouble.of(alpha);
      return this;
    }

    /**
     * Mixes images by CutMix.
     *
     * @param alpha α of the Beta distribution, positive
     * @return this draft
     */
    public Draft cutmix(double alpha) {
      cutmix = OptionalDouble.of(alpha);
      return this;
    }

    /**
     * Sets the rule by which gradients update weights.
     *
     * @param value with its own values
     * @return this draft
     */
    public Draft optimizer(Optimizer value) {
      optimizer = value;
      return this;
    }

    /**
     * Sets the learning rate.
     *
     * @param value the highest that the schedule reaches, positive
     * @return this draft
     */
    public Draft learningRate(double value) {
      learningRate = value;
      return this;
    }

    /**
     * Sets how the learning rate moves.
     *
     * @param value the schedule
     * @return this draft
     */
    public Draft schedule(Schedule value) {
      schedule = value;
      return this;
    }

    /**
     * Sets how the learning rate begins.
     *
     * @param value the warm-up; none before one cycle, which has its own
     * @return this draft
     */
    public Draft warmup(Warmup value) {
      warmup = value;
      return this;
    }

    /**
     * Sets the images per pass.
     *
     * @param value at least 1
     * @return this draft
     */
    public Draft batchSize(int value) {
      batchSize = value;
      return this;
    }

    /**
     * Sets the passes per update.
     *
     * @param value at least 1
     * @return this draft
     */
    public Draft accumulation(int value) {
      accumulation = value;
      return this;
    }

    /**
     * Sets the coefficient of ½‖w‖².
     *
     * @param value not negative
     * @return this draft
     */
    public Draft weightDecay(double value) {
      weightDecay = value;
      return this;
    }

    /**
     * Says whether γ, β and biases decay too.
     *
     * @param value true, as in the paper, or false
     * @return this draft
     */
    public Draft decayNorms(boolean value) {
      decayNorms = value;
      return this;
    }

    /**
     * Smooths the labels.
     *
     * @param value ε, from 0 to below 1
     * @return this draft
     */
    public Draft labelSmoothing(double value) {
      labelSmoothing = value;
      return this;
    }

    /**
     * Clips the gradient.
     *
     * @param norm the upper bound of the norm of the whole gradient, positive
     * @return this draft
     */
    public Draft clipNorm(double norm) {
      clipNorm = OptionalDouble.of(norm);
      return this;
    }

    /**
     * Leaves gradients as they come.
     *
     * @return this draft
     */
    public Draft noClipping() {
      clipNorm = OptionalDouble.empty();
      return this;
    }

    /**
     * Keeps a moving average of the weights, and saves it where it does better than they.
     *
     * @param decay the largest d in ema ← d·ema + (1 − d)·w, between 0 and 1
     * @return this draft
     */
    public Draft averageDecay(double decay) {
      averageDecay = OptionalDouble.of(decay);
      return this;
    }

    /**
     * Evaluates and saves the weights themselves.
     *
     * @return this draft
     */
    public Draft noAverage() {
      averageDecay = OptionalDouble.empty();
      return this;
    }

    /**
     * Sets the length of the whole training.
     *
     * @param value more than 0
     * @return this draft
     */
    public Draft length(Length value) {
      length = value;
      return this;
    }

    /**
     * Limits the training's time.
     *
     * @param time the most it may take, more than 0
     * @return this draft
     */
    public Draft timeLimit(Duration time) {
      timeLimit = Optional.of(time);
      return this;
    }

    /**
     * Lets the training take as long as it takes.
     *
     * @return this draft
     */
    public Draft noTimeLimit() {
      timeLimit = Optional.empty();
      return this;
    }

    /**
     * Sets the interval between evaluations.
     *
     * @param value more than 0
     * @return this draft
     */
    public Draft evaluateEvery(Length value) {
      evaluateEvery = value;
      return this;
    }

    /**
     * Sets the precision of computations.
     *
     * @param value what numbers to compute in
     * @return this draft
     */
    public Draft precision(Precision value) {
      precision = value;
      return this;
    }

    /**
     * Sets the seed of the initial weights, the order of the images, augmentation and dropout.
     *
     * @param value any number
     * @return this draft
     */
    public Draft seed(long value) {
      seed = value;
      return this;
    }
  }
}

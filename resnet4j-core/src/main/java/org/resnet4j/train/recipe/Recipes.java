package org.resnet4j.train.recipe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.engine.Optimizer;
import org.resnet4j.engine.Precision;
import org.resnet4j.train.recipe.Recipe.Budget;
import org.resnet4j.train.recipe.Recipe.Data;
import org.resnet4j.train.recipe.Recipe.Model;
import org.resnet4j.train.schedule.Length;
import org.resnet4j.train.schedule.Schedule;
import org.resnet4j.train.schedule.Warmup;

/** The named recipes: ours for small machines, a modern one; the papers' are in their own file. */
public final class Recipes {
  static final Optimizer MOMENTUM = new Optimizer.Sgd(0.9, false);
  static final Optimizer NESTEROV = new Optimizer.Sgd(0.9, true);
  private static final Map<String, Recipe> NAMED = named();

  private Recipes() {}

  /** All names, ours first. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * The recipe of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Recipe of(String name) {
    var recipe = NAMED.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '%s'; there are %s".formatted(name, String.join(" ", names())));
    }
    return recipe;
  }

  /**
   * The recipe as it is for this model: the paper warms its 110-layer net for CIFAR-10 up, and no
   * other.
   */
  public static Recipe of(String name, String model) {
    var recipe = of(name).withModel(model);
    return name.equals(PaperRecipes.CIFAR10) && model.equals("resnet110")
        ? recipe.withWarmup(PaperRecipes.WARM_110)
        : recipe;
  }

  private static Map<String, Recipe> named() {
    Map<String, Recipe> named = new LinkedHashMap<>();
    for (var recipe : List.of(mnist(), mnistSample(), fastCifar10(), modern())) {
      named.put(recipe.name(), recipe);
    }
    PaperRecipes.ALL.forEach(recipe -> named.put(recipe.name(), recipe));
    return named;
  }

  private static Recipe mnist() {
    return new Recipe(
        "mnist",
        "ResNet-20 reads handwritten digits: 99.3 % and more within five minutes on two cores.",
        new Model("resnet20"),
        new Data("mnist", 0, List.of("pad-crop 2"), List.of(), "mean-std", 0, 0),
        new Optimisation(
            NESTEROV,
            0.1,
            new Schedule.OneCycle(0.25, 0.1, 0.001),
            new Warmup.None(),
            128,
            1,
            5e-4,
            false,
            0,
            0,
            0),
        new Budget(Length.epochs(3), 270),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }

  private static Recipe mnistSample() {
    return mnist()
        .withName("mnist-sample", "The same on the thousand digits that are inside the library.")
        .withDataSet("mnist-sample")
        .withOptimisation(mnist().optimisation().withBatchSize(50))
        .withLength(Length.epochs(30))
        .withTime(Duration.ZERO)
        .withEvaluateEvery(Length.epochs(5));
  }

  /**
   * One cycle instead of steps, as in D. Page's "How to train your ResNet" (2018), for the paper's
   * net.
   */
  private static Recipe fastCifar10() {
    return new Recipe(
        "fast-cifar10",
        "ResNet-20 on CIFAR-10 in one cycle of 32 epochs, made for 45 minutes on two cores.",
        new Model("resnet20"),
        new Data(
            "cifar10",
            0,
            List.of("reflect-crop 4", "alternating-flip"),
            List.of(),
            "mean-std",
            0,
            0),
        new Optimisation(
            NESTEROV,
            0.1,
            new Schedule.OneCycle(0.2, 0.1, 0.0005),
            new Warmup.None(),
            128,
            1,
            5e-4,
            true,
            0,
            0,
            0),
        new Budget(Length.epochs(32), 2640),
        Length.epochs(4),
        Precision.AUTO,
        1);
  }

  /**
   * After Wightman et al. 2021, "ResNet strikes back", procedure A2, and torchvision's recipe of
   * the same year. Departs: SGD with cross-entropy, as torchvision, instead of LAMB with binary
   * cross-entropy; TrivialAugment instead of RandAugment.
   */
  private static Recipe modern() {
    return new Recipe(
        "modern",
        "ResNet-50 on ImageNet as in 2021: cosine, warm-up, label smoothing, mixup and cutmix,"
            + " average of the weights, no decay on norms.",
        new Model("resnet50"),
        new Data(
            "imagenet",
            0,
            List.of("random-resized-crop 224", "flip", "trivial-augment", "random-erasing 0.1"),
            List.of("resize 256", "centre-crop 224"),
            "mean-std",
            0.2,
            1),
        new Optimisation(
            MOMENTUM,
            0.5,
            new Schedule.Cosine(0),
            new Warmup.Linear(Length.epochs(5), 0.01),
            128,
            8,
            2e-5,
            false,
            0.1,
            0,
            0.9998),
        new Budget(Length.epochs(300), 0),
        Length.epochs(1),
        Precision.AUTO,
        1);
  }
}

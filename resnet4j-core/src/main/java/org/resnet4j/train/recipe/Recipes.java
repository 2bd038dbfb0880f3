package org.resnet4j.train.recipe;

import static org.resnet4j.engine.Optimizer.nesterov;
import static org.resnet4j.train.schedule.Length.epochs;
import static org.resnet4j.train.schedule.Schedule.cosine;
import static org.resnet4j.train.schedule.Warmup.linear;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.train.schedule.Schedule.ProportionalCycle;

/**
 * The named recipes: ours for small machines and a modern one here, the papers' in their own file.
 */
public final class Recipes {
  private static final Map<String, Recipe> NAMED = named();

  private Recipes() {}

  /** {@return all names, our own first} */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * The recipe of this name.
   *
   * @param name one of {@link #names}
   * @return the recipe
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Recipe of(String name) {
    var recipe = NAMED.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '%s'; choose from %s".formatted(name, String.join(" ", names())));
    }
    return recipe;
  }

  /**
   * The recipe for this model: the paper has a warm-up for its 110-layer network on CIFAR-10, and
   * for no other.
   *
   * @param name one of {@link #names}
   * @param model the network's name in the zoo
   * @return the recipe, with this network in place of its own
   * @throws IllegalArgumentException if there is no such recipe; the message lists them
   */
  public static Recipe of(String name, String model) {
    var recipe = of(name).with(r -> r.model(model));
    return name.equals(PaperRecipes.CIFAR10) && model.equals("resnet110")
        ? recipe.with(r -> r.warmup(PaperRecipes.WARM_110))
        : recipe;
  }

  private static Map<String, Recipe> named() {
    Map<String, Recipe> named = new LinkedHashMap<>();
    for (var recipe :
        List.of(mnist(), mnistSample(), fastCifar10(), FolderPlan.nominal(), modern())) {
      named.put(recipe.name(), recipe);
    }
    PaperRecipes.ALL.forEach(recipe -> named.put(recipe.name(), recipe));
    return named;
  }

  private static Recipe mnist() {
    return Recipe.named("mnist")
        .about(
            "ResNet-20 reads handwritten digits: 99.3 % and more within five minutes on two cores.")
        .model("resnet20")
        .data("mnist")
        .augmentation("pad-crop 2")
        .optimizer(nesterov(0.9))
        .learningRate(0.1)
        .schedule(new ProportionalCycle(0.25, 0.1, 0.001))
        .batchSize(128)
        .weightDecay(5e-4)
        .decayNorms(false)
        .length(epochs(3))
        .timeLimit(Duration.ofSeconds(270))
        .recipe();
  }

  private static Recipe mnistSample() {
    return mnist()
        .with(
            r ->
                r.name("mnist-sample")
                    .about("The same on the thousand digits that are inside the library.")
                    .data("mnist-sample")
                    .batchSize(50)
                    .length(epochs(30))
                    .noTimeLimit()
                    .evaluateEvery(epochs(5)));
  }

  /**
   * One cycle instead of steps, as in D. Page's "How to train your ResNet" (2018), for the paper's
   * network.
   */
  private static Recipe fastCifar10() {
    return Recipe.named("fast-cifar10")
        .about("ResNet-20 on CIFAR-10 in one cycle of 32 epochs, made for 45 minutes on two cores.")
        .model("resnet20")
        .data("cifar10")
        .augmentation("reflect-crop 4", "alternating-flip")
        .optimizer(nesterov(0.9))
        .learningRate(0.1)
        .schedule(new ProportionalCycle(0.2, 0.1, 0.0005))
        .batchSize(128)
        .weightDecay(5e-4)
        .length(epochs(32))
        .timeLimit(Duration.ofMinutes(44))
        .evaluateEvery(epochs(4))
        .recipe();
  }

  /**
   * After Wightman et al. 2021, "ResNet strikes back", procedure A2, and torchvision's recipe of
   * the same year. Departs: SGD with cross-entropy, as torchvision, instead of LAMB with binary
   * cross-entropy; TrivialAugment instead of RandAugment.
   */
  private static Recipe modern() {
    return Recipe.named("modern")
        .about(
            "ResNet-50 on ImageNet as in 2021: cosine, warm-up, label smoothing, mixup and cutmix,"
                + " average of the weights, no decay on norms.")
        .model("resnet50")
        .data("imagenet")
        .augmentation("random-resized-crop 224", "flip", "trivial-augment", "random-erasing 0.1")
        .testing("resize 256", "centre-crop 224")
        .mixup(0.2)
        .cutmix(1)
        .learningRate(0.5)
        .schedule(cosine())
        .warmup(linear(epochs(5)))
        .batchSize(128)
        .accumulation(8)
        .weightDecay(2e-5)
        .decayNorms(false)
        .labelSmoothing(0.1)
        .averageDecay(0.9998)
        .length(epochs(300))
        .recipe();
  }
}

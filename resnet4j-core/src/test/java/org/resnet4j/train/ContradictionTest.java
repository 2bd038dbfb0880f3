package org.resnet4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.engine.Predictor;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.engine.contract.SoftmaxEngine;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.train.event.TrainingEvent;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.train.recipe.TestRecipes;
import org.resnet4j.weights.Network;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** A recipe that does not describe what it is given with is refused before anything starts. */
class ContradictionTest {
  private static final ZooOptions GREY =
      ZooOptions.DEFAULTS.withInput(Shape.of(1, 28, 28)).withClasses(10);

  @TempDir private Path folder;

  @Test
  void anotherNetworkIsRefused() {
    refused(
        r -> r.model("resnet32"),
        network("resnet20", GREY),
        "the recipe describes resnet32 for images of 1x28x28 and 10 classes, but the network is"
            + " a different one: it has layer2.0.conv1.weight of 32x16x3x3 where resnet32 has"
            + " layer1.3.conv1.weight of 16x16x3x3");
  }

  @Test
  void anotherOptionIsRefused() {
    refused(
        r -> r.model("resnet20").modelOption("shortcut", "B"),
        network("resnet20", GREY),
        "the recipe describes resnet20 (shortcut B) for images of 1x28x28 and 10 classes, but the"
            + " network is a different one: it has layer2.1.conv1.weight of 32x32x3x3 where"
            + " resnet20 has layer2.0.downsample.0.weight of 32x16x1x1");
    refused(
        r -> r.model("resnet20").modelOption("shortcut", "A"),
        network("plain20", GREY),
        "its weights have the same shapes, its layers differ");
    Contradiction.refuse(
        TestRecipes.small().with(r -> r.model("resnet20").modelOption("shortcut", "B")),
        network("resnet20", GREY.withShortcut(Shortcut.B)),
        digits(10, 32),
        new SoftmaxEngine());
  }

  @Test
  void anOptionThatNoNetworkHasIsRefused() {
    assertThatThrownBy(
            () -> TestRecipes.small().with(r -> r.model("resnet20").modelOption("depth", "3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("networks have no option 'depth'; there are shortcut, stride-placement, stem");
    refused(
        r -> r.model("lenet5").modelOption("stem", "small"),
        network("lenet5", GREY),
        "lenet5 has no choice of stem");
  }

  @Test
  void otherClassesAndImagesAreRefused() {
    refused(
        r -> r.model("resnet20"),
        network("resnet20", GREY.withClasses(100)),
        "the network gives 100 logits for an image of 1x28x28, but the data have 10 classes");
    refused(
        r -> r.model("resnet20"),
        network("resnet20", GREY.withInput(Shape.of(3, 32, 32))),
        "the network cannot take the data's images of 1x28x28");
  }

  @Test
  void anotherBatchSizeIsRefused() {
    refused(
        r -> r.model("resnet20").batchSize(64),
        network("resnet20", GREY),
        "the recipe takes batches of 64 images, but the data divide 320 images into 10 batches");
  }

  @Test
  void anotherPrecisionIsRefused() {
    refused(
        r -> r.model("resnet20").precision(Precision.BF16),
        network("resnet20", GREY),
        "the recipe computes in BF16, but the engine softmax in FP32");
  }

  @Test
  void whatTheEngineCannotDoIsRefused() {
    refused(
        r -> r.model("resnet20"),
        network("resnet20", GREY),
        new Unable(new SoftmaxEngine()),
        "this engine computes no convolutions");
  }

  @Test
  void aLayerThatIsNotThereCannotBeFrozen() {
    refused(
        r -> r.model("resnet20").freeze("until:layer9"),
        network("resnet20", GREY),
        "cannot freeze until 'layer9'");
  }

  @Test
  void aNetworkOfTheCallersOwnHasAnyNameThatTheZooHasNot() {
    var network = network("resnet20", GREY);
    var recipe = TestRecipes.small().with(r -> r.model("my-own"));
    Contradiction.refuse(recipe, network, digits(10, 32), new SoftmaxEngine());
  }

  private void refused(Consumer<Recipe.Draft> recipe, Network network, String sentence) {
    refused(recipe, network, new SoftmaxEngine(), sentence);
  }

  private void refused(
      Consumer<Recipe.Draft> changes, Network network, Engine engine, String sentence) {
    var recipe = TestRecipes.small().with(changes);
    var events = new ArrayList<TrainingEvent>();
    var run = TrainingRun.in(folder.resolve("run"), events::add);
    assertThatThrownBy(() -> Trainer.train(network, recipe, digits(10, 32), engine, run))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("\n");
    assertThat(folder).as("nothing is written").isEmptyDirectory();
    assertThat(events).as("nothing is told").isEmpty();
  }

  private static Network network(String name, ZooOptions options) {
    return Network.create(Zoo.of(name, options), 1);
  }

  /** 320 images of 28 x 28, in batches of 32; none of them is ever asked for. */
  private static TrainingData digits(int classes, int batchSize) {
    return new TrainingData() {
      @Override
      public Shape input() {
        return Shape.of(1, 28, 28);
      }

      @Override
      public int classes() {
        return classes;
      }

      @Override
      public int examples() {
        return 320;
      }

      @Override
      public int batchesPerEpoch() {
        return 320 / batchSize;
      }

      @Override
      public Batches training(int epoch, int batch) {
        throw new AssertionError("nothing starts");
      }

      @Override
      public Batches validation() {
        throw new AssertionError("nothing starts");
      }

      @Override
      public boolean holdsOut() {
        return false;
      }

      @Override
      public Batches test() {
        throw new AssertionError("nothing starts");
      }
    };
  }

  /** An engine that refuses every network. */
  private record Unable(Engine able) implements Engine {
    @Override
    public String name() {
      return able.name();
    }

    @Override
    public String description() {
      return able.description();
    }

    @Override
    public Precision precision() {
      return able.precision();
    }

    @Override
    public Optional<String> refusal(Layer layer) {
      return Optional.of("this engine computes no convolutions");
    }

    @Override
    public TrainingStep training(Network network, TrainingOptions options) {
      return able.training(network, options);
    }

    @Override
    public Predictor prediction(Network network) {
      return able.prediction(network);
    }

    @Override
    public void close() {
      able.close();
    }
  }
}

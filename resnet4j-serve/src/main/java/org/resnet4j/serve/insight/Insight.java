package org.resnet4j.serve.insight;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.analyze.Lesion;
import org.resnet4j.classify.Classifier;
import org.resnet4j.classify.Guess;
import org.resnet4j.classify.Seen;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.data.Image;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.TrainingOptions;
import org.resnet4j.engine.TrainingStep;
import org.resnet4j.serve.setting.InsightOpening.Opened;

/**
 * A network that is looked into: Grad-CAM (Selvaraju et al. 2017), and its answer without one block
 * (Veit et al. 2016). For one thread at a time.
 */
final class Insight implements AutoCloseable {
  private final TrainedNetwork trained;
  private final Engine engine;
  private final TrainingStep step;
  private final Classifier whole;
  private final String node;
  private final List<String> blocks;
  private Optional<Lacking> lacking = Optional.empty();

  /** The network without one block. */
  private record Lacking(String block, Classifier classifier) {}

  /** Prepares; the engine is closed with this, also where the preparation fails. */
  Insight(Opened opened) {
    trained = opened.trained();
    engine = opened.engine();
    try {
      node = GradCam.lastImageNode(trained.network(), trained.input());
      blocks = Lesion.removableBlocks(trained.network().layer(), trained.input());
      step = engine.training(trained.network(), TrainingOptions.sgd(trained.input(), 1));
      whole = Classifier.of(trained, engine, 1);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Looks at a picture.
   *
   * @param wanted the class to look for; empty: the likeliest
   * @param without the block to remove, see {@link Lesion#removableBlocks}
   * @throws IllegalArgumentException if there is no such class or block
   */
  Explanation of(Image picture, OptionalInt wanted, Optional<String> without) {
    without.ifPresent(this::requireBlock);
    int index = wanted.isPresent() ? requireClass(wanted.getAsInt()) : -1;
    var seen = whole.classify(picture);
    var guess = index < 0 ? seen.best() : guess(seen, index);
    var heat =
        GradCam.of(
            step,
            trained.input(),
            trained.classes().size(),
            trained.numbers(picture),
            guess.index(),
            node);
    var less = without.map(block -> lacking(block).classifier().classify(picture));
    return new Explanation(trained.seen(picture), seen, guess, node, heat, blocks, without, less);
  }

  private static Guess guess(Seen seen, int index) {
    return seen.guesses().stream().filter(g -> g.index() == index).findFirst().orElseThrow();
  }

  private int requireClass(int index) {
    int classes = trained.classes().size();
    if (index >= classes) {
      throw new IllegalArgumentException(
          "there is no class %d; there are those from 0 to %d".formatted(index, classes - 1));
    }
    return index;
  }

  private void requireBlock(String block) {
    if (!blocks.contains(block)) {
      throw new IllegalArgumentException(
          blocks.isEmpty()
              ? "this network has no block that could be removed"
              : "there is no such block to remove; there are " + String.join(", ", blocks));
    }
  }

  private Lacking lacking(String block) {
    if (lacking.filter(last -> last.block().equals(block)).isEmpty()) {
      lacking.ifPresent(last -> last.classifier().close());
      lacking = Optional.empty();
      var network = Lesion.without(trained.network(), block);
      var changed =
          new TrainedNetwork(
              network, trained.pipeline(), trained.input(), trained.classes(), trained.taken());
      lacking = Optional.of(new Lacking(block, Classifier.of(changed, engine, 1)));
    }
    return lacking.orElseThrow();
  }

  @Override
  public void close() {
    lacking.ifPresent(last -> last.classifier().close());
    whole.close();
    step.close();
    engine.close();
  }
}

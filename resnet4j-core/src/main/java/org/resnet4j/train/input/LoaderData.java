package org.resnet4j.train.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Image;
import org.resnet4j.data.Split;
import org.resnet4j.data.Subset;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.loader.LoadedBatch;
import org.resnet4j.data.loader.Loader;
import org.resnet4j.data.loader.LoaderOptions;
import org.resnet4j.data.loader.Share;
import org.resnet4j.data.loader.Unreadable;
import org.resnet4j.model.Shape;
import org.resnet4j.train.recipe.Recipe;

/**
 * A data set as a recipe specifies it: split, augmented, shuffled, read ahead by threads.
 *
 * @param trainSet the training images
 * @param validationSet the images that are evaluated during training
 * @param testSet the images of the final accuracy; the same object as {@code validationSet} where
 *     nothing is held out
 * @param trainSteps from a training image to the network's numbers
 * @param testSteps from a test image to the network's numbers
 * @param reading how test images are read
 * @param options batch size, seed and threads of the loader
 */
public record LoaderData(
    Dataset trainSet,
    Dataset validationSet,
    Dataset testSet,
    Pipeline trainSteps,
    Pipeline testSteps,
    Optional<Preprocessing> reading,
    LoaderOptions options)
    implements TrainingData {

  /**
   * The data of a recipe.
   *
   * @param split the data set that the recipe names; held-out images are taken from its training
   *     part
   * @param recipe names batch size, seed, augmentation and normalisation
   * @param workers threads that prepare batches; the batches do not depend on their number
   * @return the data, which is not read yet, except to measure the normalisation
   */
  public static LoaderData of(Split split, Recipe recipe, int workers) {
    var data = recipe.data();
    var parts =
        data.heldOut().isPresent()
            ? split.holdOut(data.heldOut().getAsInt(), recipe.seed())
            : split;
    int batchSize = recipe.optimisation().batchSize();
    var options = LoaderOptions.training(batchSize, recipe.seed()).withWorkers(workers);
    var testing = Pipelines.testing(data, parts.train());
    return new LoaderData(
        parts.train(),
        parts.test(),
        split.test(),
        Pipelines.training(data, parts.train()),
        testing,
        Preprocessing.of(data, split.test(), testing),
        parts.train().size() < batchSize ? keepingLast(options) : options);
  }

  /** A data set smaller than a batch makes one smaller batch. */
  private static LoaderOptions keepingLast(LoaderOptions options) {
    return new LoaderOptions(
        options.batchSize(),
        true,
        false,
        options.seed(),
        options.workers(),
        options.ahead(),
        options.unreadable(),
        options.share());
  }

  @Override
  public Shape input() {
    var shape = trainSteps.outputShape(trainSet);
    return Shape.of(shape.channels(), shape.height(), shape.width());
  }

  @Override
  public int classes() {
    return trainSet.classes().size();
  }

  @Override
  public List<String> classNames() {
    return trainSet.classes();
  }

  @Override
  public int examples() {
    return options.dropLast() ? batchesPerEpoch() * options.batchSize() : trainSet.size();
  }

  @Override
  public int batchesPerEpoch() {
    int whole = trainSet.size() / options.batchSize();
    return options.dropLast() ? whole : Math.ceilDiv(trainSet.size(), options.batchSize());
  }

  @Override
  public Batches training(int epoch, int batch) {
    return new Turns(new Loader(trainSet, trainSteps, options, epoch, batch, Integer.MAX_VALUE));
  }

  @Override
  public Batches validation() {
    return inOrder(validationSet);
  }

  @Override
  public boolean holdsOut() {
    return validationSet != testSet;
  }

  @Override
  public Batches test() {
    return inOrder(testSet);
  }

  private Batches inOrder(Dataset dataset) {
    var how =
        LoaderOptions.evaluation(options.batchSize())
            .withWorkers(options.workers())
            .withUnreadable(options.unreadable())
            .withShare(options.share().unpadded());
    var loader = Loader.once(dataset, testSteps, how);
    return new Batches() {
      @Override
      public Optional<Batch> next() {
        return loader.next().map(LoadedBatch::batch);
      }

      @Override
      public void close() {
        loader.close();
      }
    };
  }

  /** Training batches, each in its turn, so that their number stays the epoch's. */
  private static final class Turns implements Batches {
    private final Loader loader;
    private boolean leftOut;

    Turns(Loader loader) {
      this.loader = loader;
    }

    @Override
    public Optional<Batch> next() {
      leftOut = false;
      if (!loader.hasNext()) {
        return Optional.empty();
      }
      var batch = loader.inTurn().map(LoadedBatch::batch);
      leftOut = batch.isEmpty();
      return batch;
    }

    @Override
    public boolean leftOut() {
      return leftOut;
    }

    @Override
    public void close() {
      loader.close();
    }
  }

  /**
   * Some validation images as pictures and as the network is given them, spread over the whole set.
   * Those that cannot be read are not among them.
   *
   * @param number at most so many
   * @return the samples; empty if none can be read
   */
  public Optional<SamplePictures> samples(int number) {
    int count = Math.min(number, validationSet.size());
    var pictures = new ArrayList<Image>();
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      int index = (int) ((2L * i + 1) * validationSet.size() / (2L * count));
      try {
        pictures.add(validationSet.image(index));
        kept.add(index);
      } catch (DataException e) {
        continue; // the evaluation says which and why
      }
    }
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    var chosen =
        new Subset(
            validationSet.name(),
            validationSet,
            kept.stream().mapToInt(Integer::intValue).toArray());
    var how = LoaderOptions.evaluation(kept.size()).withWorkers(1);
    try (var loader = Loader.once(chosen, testSteps, how)) {
      return loader.next().map(loaded -> new SamplePictures(pictures, loaded.batch().copy()));
    }
  }

  @Override
  public Map<String, String> unreadable() {
    var all = new TreeMap<String, String>();
    for (var part : List.of(trainSet, validationSet, testSet)) {
      all.putAll(part.unreadable());
    }
    return all;
  }

  @Override
  public LoaderData ofProcess(int rank, int size) {
    return with(options.withShare(new Share(rank, size, true)));
  }

  private LoaderData with(LoaderOptions other) {
    return new LoaderData(trainSet, validationSet, testSet, trainSteps, testSteps, reading, other);
  }

  /**
   * {@return the same data, of which an image that cannot be read stops the training, or is left
   * out}
   *
   * @param choice what happens to an image that cannot be read, in training and in tests
   */
  public LoaderData withUnreadable(Unreadable choice) {
    return with(options.withUnreadable(choice));
  }
}

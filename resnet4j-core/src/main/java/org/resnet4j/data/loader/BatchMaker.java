package org.resnet4j.data.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.resnet4j.data.Batch;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Shuffle;
import org.resnet4j.data.Targets;
import org.resnet4j.data.augment.Pipeline;
import org.resnet4j.data.augment.ToNumbers;
import org.resnet4j.data.augment.Transform;

/** Makes any batch of any epoch: a function of (seed, epoch, index) alone. */
final class BatchMaker {
  private final Dataset data;
  private final Pipeline pipeline;
  private final LoaderOptions options;
  private final ImageShape shape;
  private final ToNumbers toNumbers;
  private Order order = new Order(-1, new int[0]);

  private record Order(int epoch, int[] examples) {}

  /** The buffers in which the examples of a batch are collected. */
  private static final class Collected {
    final List<Integer> examples = new ArrayList<>();
    final List<Integer> labels = new ArrayList<>();
  }

  BatchMaker(Dataset data, Pipeline pipeline, LoaderOptions options) {
    this.data = data;
    this.pipeline = pipeline;
    this.options = options;
    this.shape = pipeline.outputShape(data);
    this.toNumbers = new ToNumbers(pipeline.onNumbers());
    if (batches() == 0) {
      throw new DataException(
          "%s has %d examples, which do not fill a batch of %d"
              .formatted(data.name(), data.size(), options.batchSize()));
    }
  }

  ImageShape shape() {
    return shape;
  }

  /** How many batches an epoch has. */
  int batches() {
    int whole = data.size() / options.batchSize();
    return options.dropLast() || data.size() % options.batchSize() == 0 ? whole : whole + 1;
  }

  float[] buffer() {
    return new float[Math.multiplyExact(options.share().most(options.batchSize()), shape.length())];
  }

  /** Prepares the batch in this buffer; empty if none of its examples can be read, or is ours. */
  Optional<LoadedBatch> make(int epoch, int index, float[] buffer) {
    int[] examples = order(epoch);
    int from = index * options.batchSize();
    int images = Math.min(options.batchSize(), examples.length - from);
    var share = options.share();
    int to = from + share.taken(images, options.batchSize());
    Collected collected = new Collected();
    for (int i = from + share.rank(); i < to; i += share.size()) {
      int example = examples[i % examples.length];
      read(example).ifPresent(image -> write(epoch, example, image, collected, buffer));
    }
    if (collected.labels.isEmpty()) {
      return Optional.empty();
    }
    int[] labels = collected.labels.stream().mapToInt(Integer::intValue).toArray();
    Batch batch = new Batch(buffer, shape, new Targets.Labels(labels));
    Draws draws = Draws.of(options.seed(), epoch, -2L - index);
    for (Transform.OnBatch step : pipeline.onBatches()) {
      batch = step.apply(batch, data.classes().size(), draws);
    }
    return Optional.of(
        new LoadedBatch(epoch, index, batches(), List.copyOf(collected.examples), batch));
  }

  private synchronized int[] order(int epoch) {
    if (order.epoch() != epoch) {
      order =
          new Order(
              epoch,
              options.shuffle()
                  ? Shuffle.permutation(options.seed(), epoch, data.size())
                  : Shuffle.inOrder(data.size()));
    }
    return order.examples();
  }

  private Optional<Image> read(int example) {
    try {
      return Optional.of(data.image(example));
    } catch (DataException unreadable) {
      if (options.unreadable() == Unreadable.STOP) {
        throw unreadable;
      }
      return Optional.empty();
    }
  }

  private void write(int epoch, int example, Image image, Collected collected, float[] buffer) {
    Draws draws = Draws.of(options.seed(), epoch, example);
    Image seen = pipeline.onImage(image, draws);
    if (!seen.shape().equals(shape)) {
      throw new DataException(
          "%s is %s where the batch has %s: the pipeline needs a crop or resize to one size"
              .formatted(data.origin(example), seen.shape(), shape));
    }
    toNumbers.apply(seen, buffer, collected.labels.size() * shape.length(), draws);
    collected.examples.add(example);
    collected.labels.add(data.label(example));
  }
}

package org.resnet4j.train;

import java.util.Optional;
import java.util.SplittableRandom;
import org.resnet4j.data.Batch;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.Targets;
import org.resnet4j.engine.DropoutMask;
import org.resnet4j.model.Shape;
import org.resnet4j.train.input.Batches;
import org.resnet4j.train.input.TrainingData;

/** Four clouds of points on 1 × 4 × 4 images, mostly apart: a data set for tests of the loop. */
record Clouds(int examples, int batchSize, long seed) implements TrainingData {
  static final int CLASSES = 4;
  static final int FEATURES = 16;

  @Override
  public Shape input() {
    return Shape.of(1, 4, 4);
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public int batchesPerEpoch() {
    return Math.ceilDiv(examples, batchSize);
  }

  @Override
  public Batches training(int epoch, int batch) {
    return new Points(epoch, batch, Integer.MAX_VALUE);
  }

  @Override
  public Batches validation() {
    return test();
  }

  @Override
  public boolean holdsOut() {
    return false;
  }

  @Override
  public Batches test() {
    return new Points(-1, 0, 0);
  }

  private final class Points implements Batches {
    private final int lastEpoch;
    private int epoch;
    private int batch;

    Points(int epoch, int batch, int lastEpoch) {
      this.epoch = epoch;
      this.batch = batch;
      this.lastEpoch = lastEpoch;
    }

    @Override
    public Optional<Batch> next() {
      if (batch == batchesPerEpoch()) {
        batch = 0;
        epoch++;
      }
      if (epoch >= lastEpoch) {
        return Optional.empty();
      }
      int first = batch++ * batchSize;
      int size = Math.min(batchSize, examples - first);
      var images = new float[size * FEATURES];
      var labels = new int[size];
      for (int i = 0; i < size; i++) {
        var draws = new SplittableRandom(DropoutMask.stream(seed, epoch + "/" + (first + i)));
        labels[i] = draws.nextInt(CLASSES);
        for (int f = 0; f < FEATURES; f++) {
          double centre = f / 4 == labels[i] ? 1 : 0;
          images[i * FEATURES + f] = (float) (centre + 0.7 * draws.nextGaussian());
        }
      }
      return Optional.of(new Batch(images, new ImageShape(1, 4, 4), new Targets.Labels(labels)));
    }

    @Override
    public void close() {}
  }
}

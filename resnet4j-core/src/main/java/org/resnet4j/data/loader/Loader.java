package org.resnet4j.data.loader;

import java.time.Duration;
import java.util.Optional;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Dataset;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.augment.Pipeline;

/**
 * The consecutive batches of a training or an evaluation, prepared ahead by daemon threads in a
 * fixed ring of buffers: memory does not grow. The batches are the same whatever the number of
 * threads, and a loader may begin at any batch of any epoch.
 *
 * <p>One thread takes the batches. Close it to stop its threads; the last batch may still be used
 * then.
 */
public final class Loader implements AutoCloseable {
  private final Dataset data;
  private final BatchMaker maker;
  private final Ring ring;
  private final long first;
  private final boolean mayBeEmpty;
  private final long end;
  private long next;
  private boolean anyRead;
  private long waitedNanos;

  /**
   * All epochs from the first on, without end.
   *
   * @param data the examples
   * @param pipeline what happens to each image
   * @param options batch size, order, seed and threads
   * @throws DataException if the pipeline does not suit the data
   */
  public Loader(Dataset data, Pipeline pipeline, LoaderOptions options) {
    this(data, pipeline, options, 0, 0, Integer.MAX_VALUE);
  }

  /**
   * {@return a loader of one epoch, the first}
   *
   * @param data the examples
   * @param pipeline what happens to each image
   * @param options batch size, order, seed and threads
   * @throws DataException if the pipeline does not suit the data
   */
  public static Loader once(Dataset data, Pipeline pipeline, LoaderOptions options) {
    return new Loader(data, pipeline, options, 0, 0, 1);
  }

  /**
   * From some batch of some epoch on.
   *
   * @param data the examples
   * @param pipeline what happens to each image
   * @param options batch size, order, seed and threads
   * @param epoch the first to be delivered, from 0
   * @param batch the first of that epoch, from 0
   * @param epochs the end: the first epoch that is not delivered
   * @throws DataException if there is no such batch, or the pipeline does not suit the data
   */
  public Loader(
      Dataset data, Pipeline pipeline, LoaderOptions options, int epoch, int batch, int epochs) {
    this.data = data;
    maker = new BatchMaker(data, pipeline, options);
    if (epoch < 0 || batch < 0 || batch > maker.batches()) {
      throw new DataException(
          "%s has no batch %d in epoch %d: an epoch has %d batches"
              .formatted(data.name(), batch, epoch, maker.batches()));
    }
    first = (long) epoch * maker.batches() + batch;
    next = first;
    mayBeEmpty = options.share().size() > 1;
    end = (long) epochs * maker.batches();
    ring = new Ring(maker, next, end, options);
  }

  /** {@return how many batches an epoch has} */
  public int batchesPerEpoch() {
    return maker.batches();
  }

  /** {@return the shape (C, H, W) of each image as the network sees it} */
  public ImageShape shape() {
    return maker.shape();
  }

  /**
   * {@return the next batch, or nothing after the last} The one given before cannot be used from
   * now on: its array is written anew. A batch of which no example can be read is passed over.
   *
   * @throws DataException if it could not be made, none of the loader's examples can be read, the
   *     loader is closed, or the thread is interrupted while it waits (the thread stays
   *     interrupted)
   */
  public Optional<LoadedBatch> next() {
    Optional<LoadedBatch> loaded = Optional.empty();
    while (loaded.isEmpty() && hasNext()) {
      loaded = inTurn();
    }
    if (loaded.isEmpty()
        && !anyRead
        && next > first
        && !(mayBeEmpty && data.unreadable().isEmpty())) {
      throw new DataException(nothingRead());
    }
    return loaded;
  }

  /**
   * {@return the batch whose turn it is, as {@link #next} gives it; empty if none of its examples
   * can be read}
   *
   * @throws DataException if it could not be made, there is none, the loader is closed, or the
   *     thread is interrupted while it waits (the thread stays interrupted)
   */
  public Optional<LoadedBatch> inTurn() {
    if (!hasNext()) {
      throw new DataException("%s has no further batch".formatted(data.name()));
    }
    long before = System.nanoTime();
    var loaded = ring.take(next++);
    waitedNanos += System.nanoTime() - before;
    anyRead |= loaded.isPresent();
    return loaded;
  }

  /** {@return whether there is a batch that was not given or passed over yet} */
  public boolean hasNext() {
    return next < end;
  }

  private String nothingRead() {
    var reasons = data.unreadable().values().iterator();
    return "none of the %d images of %s can be read%s"
        .formatted(data.size(), data.name(), reasons.hasNext() ? "; " + reasons.next() : "");
  }

  /** {@return the total time for which {@link #next} has kept its callers waiting} */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  /** Stops the threads; again: nothing. */
  @Override
  public void close() {
    ring.close();
  }
}

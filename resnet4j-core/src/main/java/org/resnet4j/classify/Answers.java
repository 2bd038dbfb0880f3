package org.resnet4j.classify;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.resnet4j.classify.ClassifierException.Reason;
import org.resnet4j.engine.Predictor;

/** A network on an engine behind a queue: what many threads ask, one thread computes. */
final class Answers implements AutoCloseable {
  private final Predictor predictor;
  private final String features;
  private final Batching batching;
  private final CallQueue queue;

  /**
   * Answers from now on.
   *
   * @param predictor closed with this
   * @param features the node of the network whose outputs are its features
   */
  Answers(Predictor predictor, String features, Batching batching) {
    this.predictor = predictor;
    this.features = features;
    this.batching = batching;
    queue = new CallQueue(batching, this::compute);
  }

  /**
   * The network's answer to what a caller prepares; both count as the call's time.
   *
   * @param features whether its features are asked for, not its logits
   * @throws ClassifierException if there is none
   */
  float[] to(Supplier<Prepared> picture, boolean features, Optional<Duration> deadline) {
    long began = System.nanoTime();
    var outcome = "failed";
    try {
      var prepared = picture.get();
      var answer = new CompletableFuture<float[]>();
      var call =
          new Call(prepared.numbers(), prepared.shape(), features, System.nanoTime(), answer);
      var result = await(call, deadline, began);
      outcome = "success";
      return result;
    } catch (ClassifierException e) {
      outcome = e.reason().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      var took = Duration.ofNanos(System.nanoTime() - began);
      batching.meters().time(ClassifierMeters.CALLS, took, "outcome", outcome);
    }
  }

  private float[] await(Call call, Optional<Duration> deadline, long began) {
    try {
      if (!queue.add(call, left(deadline, began))) {
        throw late(deadline);
      }
      return call.answer().get(left(deadline, began), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClassifierException(
          Reason.INTERRUPTED, "interrupted while waiting for the classifier", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (CancellationException e) {
      throw new AssertionError("only this caller cancels its call", e);
    } finally {
      call.answer().cancel(false); // nothing if it is answered
    }
  }

  private static long left(Optional<Duration> deadline, long began) {
    return deadline
        .map(time -> Math.max(0, time.toNanos() - (System.nanoTime() - began)))
        .orElse(Long.MAX_VALUE);
  }

  private static ClassifierException late(Optional<Duration> deadline) {
    return new ClassifierException(
        Reason.DEADLINE, "no answer within %s".formatted(deadline.orElseThrow()));
  }

  private static ClassifierException failure(Throwable cause) {
    return cause instanceof ClassifierException closed
        ? new ClassifierException(closed.reason(), closed.getMessage(), closed)
        : new ClassifierException(Reason.FAILED, String.valueOf(cause.getMessage()), cause);
  }

  /** Computes a batch of calls of one kind and shape. */
  private void compute(List<Call> batch) {
    var shape = batch.getFirst().shape();
    int size = batch.size();
    float[] images = batch.getFirst().numbers();
    if (size > 1) {
      images = new float[Math.multiplyExact(size, shape.length())];
      for (int i = 0; i < size; i++) {
        System.arraycopy(batch.get(i).numbers(), 0, images, i * shape.length(), shape.length());
      }
    }
    float[] all = run(images, size, batch.getFirst());
    int each = all.length / size;
    for (int i = 0; i < size; i++) {
      var own = new float[each];
      System.arraycopy(all, i * each, own, 0, each);
      batch.get(i).answer().complete(own);
    }
  }

  private float[] run(float[] images, int size, Call first) {
    int channels = first.shape().channels();
    int height = first.shape().height();
    int width = first.shape().width();
    return first.features()
        ? predictor
            .activations(images, size, channels, height, width, Set.of(features))
            .get(features)
            .data()
        : predictor.logits(images, size, channels, height, width);
  }

  /** Runs every size of batch, past the queue, until it is fast. */
  void warmUp(Supplier<Prepared> picture) {
    WarmUp.run(
        batching.most(),
        size -> {
          var one = picture.get();
          var shape = one.shape();
          var images = new float[Math.multiplyExact(size, shape.length())];
          predictor.logits(images, size, shape.channels(), shape.height(), shape.width());
        });
  }

  @Override
  public void close() {
    queue.close();
    predictor.close();
  }
}

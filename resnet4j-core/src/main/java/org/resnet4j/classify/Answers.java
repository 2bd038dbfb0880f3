package org.resnet4j.classify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
  private final CallDeadlines deadlines = new CallDeadlines();

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
    return toAll(() -> List.of(picture.get()), features, deadline).getFirst();
  }

  /** The network's logits for each of several pictures, which go into the queue together. */
  List<float[]> toAll(List<Prepared> pictures, Optional<Duration> deadline) {
    return toAll(() -> pictures, false, deadline);
  }

  private List<float[]> toAll(
      Supplier<List<Prepared>> pictures, boolean features, Optional<Duration> deadline) {
    long began = System.nanoTime();
    int count = 1;
    var outcome = "failed";
    try {
      var calls = pictures.get().stream().map(picture -> call(picture, features)).toList();
      count = calls.size();
      var results = await(calls, deadline, began);
      outcome = "success";
      return results;
    } catch (ClassifierException e) {
      outcome = e.reason().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      var took = Duration.ofNanos(System.nanoTime() - began);
      for (int i = 0; i < count; i++) {
        batching.meters().time(ClassifierMeters.CALLS, took, "outcome", outcome);
      }
    }
  }

  private static Call call(Prepared picture, boolean features) {
    var answer = new CompletableFuture<float[]>();
    return new Call(picture.numbers(), picture.shape(), features, System.nanoTime(), answer);
  }

  private List<float[]> await(List<Call> calls, Optional<Duration> deadline, long began) {
    try {
      if (!queue.addAll(calls, left(deadline, began))) {
        throw late(deadline);
      }
      deadline.ifPresent(time -> deadlines.add(calls, began + time.toNanos()));
      var results = new ArrayList<float[]>();
      for (var call : calls) {
        results.add(call.answer().get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClassifierException(
          Reason.INTERRUPTED, "interrupted while waiting for the classifier", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TimeoutException ? late(deadline) : failure(e.getCause());
    } catch (CancellationException e) {
      throw new AssertionError("only this caller cancels its call", e);
    } finally {
      deadlines.remove(calls);
      calls.forEach(call -> call.answer().cancel(false)); // nothing if it is answered
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
    if (size == 1) {
      give(batch, all);
    } else {
      Thread.ofVirtual().start(() -> give(batch, all));
    }
  }

  /** Wakes the callers of a batch: where there are several, not on the thread that computes. */
  private static void give(List<Call> batch, float[] all) {
    int each = all.length / batch.size();
    for (int i = 0; i < batch.size(); i++) {
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
    deadlines.close();
    predictor.close();
  }
}

package org.resnet4j.serve.insight;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.resnet4j.data.Image;
import org.resnet4j.engine.EngineException;
import org.resnet4j.serve.model.ServedModel;
import org.resnet4j.serve.protocol.Refusal;
import org.resnet4j.serve.setting.InsightOpening;

/**
 * Explains answers of served models, one at a time on a thread of its own: the network that was
 * asked about last stays open for it, beside the one that serves. For any number of threads.
 */
public final class Insights implements AutoCloseable {
  /** So many may wait for their turn. */
  private static final int ROOM = 8;

  private final InsightOpening opening;
  private final Duration patience;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(ROOM),
          Thread.ofPlatform().daemon().name("resnet4j-insight").factory());
  private Optional<Held> held = Optional.empty();

  private record Held(ServedModel model, Insight insight) {}

  /**
   * Explains from now on.
   *
   * @param opening opens the weights a second time
   * @param patience how long a request waits for its explanation; what is being prepared for it
   *     goes on, so that a later one finds it done
   */
  public Insights(InsightOpening opening, Duration patience) {
    this.opening = opening;
    this.patience = patience;
  }

  /**
   * Looks at a picture with a model that is borrowed.
   *
   * @param wanted the class to look for; empty: the likeliest
   * @param without the block to remove
   * @throws IllegalArgumentException if there is no such class or block
   * @throws Refusal if too many are asking, it takes too long, or the model's engine cannot
   */
  public Explanation of(
      ServedModel model, Image picture, OptionalInt wanted, Optional<String> without) {
    return inTurn(() -> insight(model).of(picture, wanted, without));
  }

  private Explanation inTurn(Callable<Explanation> question) {
    try {
      var asked = thread.submit(question);
      try {
        return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        asked.cancel(false); // nothing if it is answered, or has begun
      }
    } catch (RejectedExecutionException e) {
      throw thread.isShutdown()
          ? new Refusal(503, "the server is stopping")
          : new Refusal(503, "others are being explained their answers; try again soon");
    } catch (TimeoutException e) {
      throw new Refusal(504, "the explanation takes more than %s".formatted(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the server is stopping");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case EngineException cannot -> new Refusal(501, String.valueOf(cannot.getMessage()));
      case RuntimeException own -> own;
      default -> new IllegalStateException(cause);
    };
  }

  private Insight insight(ServedModel model) {
    if (held.filter(last -> last.model() == model).isEmpty()) {
      drop();
      held = Optional.of(new Held(model, new Insight(opening.open(model.weights()))));
    }
    return held.orElseThrow().insight();
  }

  private void drop() {
    held.ifPresent(last -> last.insight().close());
    held = Optional.empty();
  }

  /** Ends after the explanation in work, and frees all memory. */
  @Override
  public void close() {
    try {
      thread.submit(this::drop);
    } catch (RejectedExecutionException e) {
      thread.getQueue().clear(); // nobody waits for these any more
      thread.submit(this::drop);
    }
    thread.shutdown();
  }
}

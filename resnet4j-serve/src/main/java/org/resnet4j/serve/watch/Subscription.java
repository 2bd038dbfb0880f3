package org.resnet4j.serve.watch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The messages that one page has yet to get. */
final class Subscription {
  /** A page that is so far behind has gone, or will come again and get what was. */
  private static final int MOST_BEHIND = 20_000;

  /** Wakes whoever waits for the next message when there is none any more. */
  private static final String END = "";

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private volatile boolean ended;

  Subscription(List<String> first) {
    waiting.addAll(first);
  }

  /** Whether there was room. */
  boolean offer(String json) {
    ended |= waiting.size() >= MOST_BEHIND;
    return !ended && waiting.offer(json);
  }

  void end() {
    ended = true;
    waiting.add(END);
  }

  /** Whether nothing comes any more. */
  boolean over() {
    return ended && waiting.isEmpty();
  }

  /** The next message; empty if there is none for a while, or none any more. */
  Optional<String> next(long millis) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(millis, TimeUnit.MILLISECONDS))
        .filter(message -> !message.equals(END));
  }
}

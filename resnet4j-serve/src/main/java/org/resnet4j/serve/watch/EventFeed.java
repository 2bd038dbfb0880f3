package org.resnet4j.serve.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Messages for whoever looks at a page: those who come late get what was, those who look get what
 * comes. What was is thinned as it grows, so that a long training takes no more memory than a short
 * one. For any number of threads.
 */
final class EventFeed {
  private static final int MOST_FREQUENT = 6000;

  /**
   * A message.
   *
   * @param frequent whether there are many of its kind, of which some may be left out
   */
  private record Kept(boolean frequent, String json) {}

  private final List<Kept> history = new ArrayList<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private int frequent;
  private boolean closed;

  synchronized void publish(boolean oneOfMany, String json) {
    history.add(new Kept(oneOfMany, json));
    frequent += oneOfMany ? 1 : 0;
    if (frequent > MOST_FREQUENT) {
      thin();
    }
    for (var one : subscriptions) {
      if (!one.offer(json)) {
        subscriptions.remove(one);
      }
    }
  }

  private void thin() {
    var kept = new ArrayList<Kept>();
    int seen = 0;
    frequent = 0;
    for (var one : history) {
      if (!one.frequent() || seen++ % 2 == 1) {
        kept.add(one);
        frequent += one.frequent() ? 1 : 0;
      }
    }
    history.clear();
    history.addAll(kept);
  }

  /** What was, and then what comes. */
  synchronized Subscription subscribe() {
    var fresh = new Subscription(history.stream().map(Kept::json).toList());
    if (closed) {
      fresh.end();
    } else {
      subscriptions.add(fresh);
    }
    return fresh;
  }

  synchronized void leave(Subscription one) {
    subscriptions.remove(one);
  }

  /** Nothing comes any more. */
  synchronized void close() {
    closed = true;
    subscriptions.forEach(Subscription::end);
  }

  boolean watched() {
    return !subscriptions.isEmpty();
  }
}

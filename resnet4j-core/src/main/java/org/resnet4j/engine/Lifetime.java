package org.resnet4j.engine;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A resource from opening to closing: it counts who uses it, so that closing waits for nobody and
 * the last user frees it. After that nothing of the resource is held. Safe for several threads.
 */
final class Lifetime<T> {
  private final String name;
  private final boolean shared;
  private final Consumer<T> free;
  private @Nullable T resource;
  private int users;
  private boolean closed;

  private Lifetime(String name, boolean shared, T resource, Consumer<T> free) {
    this.name = name;
    this.shared = shared;
    this.resource = resource;
    this.free = free;
  }

  /**
   * A resource that several threads may use at once.
   *
   * @param name as errors call it: {@code predictor}
   * @param free frees it; called once
   */
  static <T> Lifetime<T> shared(String name, T resource, Consumer<T> free) {
    return new Lifetime<>(name, true, resource, free);
  }

  /** A resource that one thread uses at a time; a second one is refused. */
  static <T> Lifetime<T> exclusive(String name, T resource, Consumer<T> free) {
    return new Lifetime<>(name, false, resource, free);
  }

  /**
   * Uses the resource for the length of one call.
   *
   * @throws IllegalStateException if it is closed, or in use where it is exclusive
   * @throws EngineException if the Java heap is too small for the call
   */
  <R> R use(Function<T, R> call) {
    var ours = enter();
    try {
      return call.apply(ours);
    } catch (OutOfMemoryError e) {
      throw EngineException.of(e);
    } finally {
      leave();
    }
  }

  /** Begins a use that ends with {@link #leave}. */
  synchronized T enter() {
    var ours = resource;
    if (closed || ours == null) {
      throw new IllegalStateException("the %s is closed".formatted(name));
    }
    if (!shared && users > 0) {
      throw new IllegalStateException(
          "the %s is in use by another thread; it is for one thread at a time".formatted(name));
    }
    users++;
    return ours;
  }

  synchronized boolean closed() {
    return closed;
  }

  void leave() {
    release(false);
  }

  /** Nobody enters from now on; whoever is inside last frees the resource. Again: nothing. */
  void close() {
    release(true);
  }

  private void release(boolean closing) {
    T last;
    synchronized (this) {
      closed |= closing;
      users -= closing ? 0 : 1;
      last = resource;
      if (!closed || users > 0 || last == null) {
        return;
      }
      resource = null;
    }
    free.accept(last);
  }
}

package org.resnet4j.spark.network;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.resnet4j.classify.Classifier;

/**
 * The networks that are open in this JVM, for all of its tasks. One that no task uses stays open
 * for the next one, until another network is opened. Safe for several threads.
 */
public final class ExecutorNetworks {
  private static final Map<String, Entry> OPEN = new HashMap<>();

  private ExecutorNetworks() {}

  private static final class Entry {
    private final Classifier classifier;
    private int users;

    Entry(Classifier classifier) {
      this.classifier = classifier;
    }
  }

  /** A task's use of a network. */
  public static final class Lease implements AutoCloseable {
    private final Entry entry;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(Entry entry) {
      this.entry = entry;
    }

    /** {@return the network, open until this is closed} */
    public Classifier classifier() {
      return entry.classifier;
    }

    /** The task needs it no more; again: nothing. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        synchronized (OPEN) {
          entry.users--;
        }
      }
    }
  }

  /**
   * The network, opened if this JVM has not done so; tasks that come meanwhile wait.
   *
   * @param network which
   * @return its use, to be closed by the caller
   */
  public static Lease lease(SharedNetwork network) {
    synchronized (OPEN) {
      var entry = OPEN.get(network.id());
      if (entry == null) {
        closeUnused();
        entry = new Entry(network.open());
        OPEN.put(network.id(), entry);
      }
      entry.users++;
      return new Lease(entry);
    }
  }

  private static void closeUnused() {
    OPEN.values()
        .removeIf(
            entry -> {
              boolean unused = entry.users == 0;
              if (unused) {
                entry.classifier.close();
              }
              return unused;
            });
  }
}

package org.resnet4j.distributed.c10d;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Rendezvous;

/**
 * The store through which processes meet: PyTorch's TCPStore, kept by process 0 or by the agent of
 * {@code torchrun}. Its keys are those of one {@link RollCall}, so that restarted processes do not
 * see those of the ones before. For several threads, one at a time.
 */
final class MeetingStore {
  private static final long POLL_MILLIS = 20;

  private final Rendezvous rendezvous;
  private final TCPStore tcp;
  private final String prefix;
  private final PrefixStore store;

  private MeetingStore(Rendezvous rendezvous, TCPStore tcp, String prefix) {
    this.rendezvous = rendezvous;
    this.tcp = tcp;
    this.prefix = prefix;
    store = new PrefixStore(prefix, tcp);
  }

  /**
   * Connects to the store, keeps it where this process is to, and waits until all have come.
   *
   * @throws CollectiveException if there is none within the time, or they do not all come
   */
  static MeetingStore open(Rendezvous rendezvous, long patienceSeconds) {
    var tcp = connected(rendezvous, rendezvous.keepsStore(), patienceSeconds);
    var prefix = new RollCall(rendezvous, tcp, patienceSeconds).answered();
    return new MeetingStore(rendezvous, tcp, prefix);
  }

  /** Another connection to it. */
  MeetingStore again(long patienceSeconds) {
    return new MeetingStore(rendezvous, connected(rendezvous, false, patienceSeconds), prefix);
  }

  private static TCPStore connected(Rendezvous rendezvous, boolean keep, long patienceSeconds) {
    var options =
        new TCPStoreOptions()
            .port((short) rendezvous.port())
            .isServer(keep)
            .waitWorkers(false)
            .multiTenant(false)
            .timeout(new Milliseconds(TimeUnit.SECONDS.toMillis(patienceSeconds)))
            .useLibUV(true);
    try {
      return new TCPStore(rendezvous.host(), options);
    } catch (RuntimeException e) {
      throw new CollectiveException(
          (keep
                  ? "process 0 cannot keep the store at port %2$d of %1$s: %3$s; choose another"
                      + " port"
                  : "there is no store at %s:%d where the processes are to meet: %s")
              .formatted(rendezvous.host(), rendezvous.port(), Sentences.first(e)),
          e);
    }
  }

  /** The store itself, for a process group. */
  PrefixStore store() {
    return store;
  }

  /** Adds to a number and returns it; numbers begin with 0. */
  synchronized long add(String key, long more) {
    return store.add(key, more);
  }

  synchronized void set(String key, String text) {
    store.set(key, text);
  }

  /** A text that is there. */
  synchronized String text(String key) {
    return store.get_to_str(key);
  }

  /** Whoever keeps the store leaves last. */
  void leave() {
    long left = add("left", 1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (rendezvous.keepsStore() && left < rendezvous.size() && System.nanoTime() < end) {
      sleep(POLL_MILLIS);
      left = add("left", 0);
    }
  }

  void close() {
    store.close();
    tcp.close();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CollectiveException("interrupted while waiting for the other processes", e);
    }
  }
}

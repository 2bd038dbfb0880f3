package org.resnet4j.fetch;

/** Receives the progress of a download. */
@FunctionalInterface
public interface Progress {
  /** Ignores all progress. */
  Progress SILENT = (what, done, total) -> {};

  /**
   * Receives how far a download is. Called on the thread that fetches.
   *
   * @param what what is being fetched and from where, for messages
   * @param done bytes so far
   * @param total bytes in all, or −1 where it is not known
   */
  void report(String what, long done, long total);

  /**
   * Told when this process waits for another one that fetches the same. Called on the thread that
   * waits, once before each wait.
   *
   * @param what what is waited for, one sentence
   */
  default void waiting(String what) {}
}

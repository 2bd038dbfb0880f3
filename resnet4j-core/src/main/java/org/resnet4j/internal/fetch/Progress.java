package org.resnet4j.internal.fetch;

/** Hears how far a download has come. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress SILENT = (what, done, total) -> {};

  /**
   * @param what for people: what is being fetched, and from where
   * @param done bytes so far
   * @param total bytes in all, or −1 where it is not known
   */
  void report(String what, long done, long total);
}

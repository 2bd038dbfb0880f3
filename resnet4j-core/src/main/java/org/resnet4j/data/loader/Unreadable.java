package org.resnet4j.data.loader;

/** What a loader does with an example that cannot be read. */
public enum Unreadable {
  /** Uses the next readable example in the data set's order instead: batches keep their size. */
  REPLACE,
  /** Leaves it out: the batch is smaller. For evaluation, where no example may be counted twice. */
  OMIT,
  /** Stops: {@link Loader#next} throws the error. */
  STOP
}

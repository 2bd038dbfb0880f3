package org.resnet4j.data.loader;

/** What a loader does about an example that cannot be read. */
public enum Unreadable {
  /** Takes the next example in the data set's order that can be: batches keep their size. */
  REPLACE,
  /** Leaves it out: the batch is smaller. For evaluation, where no example may count twice. */
  OMIT,
  /** Stops: the error comes out of {@link Loader#next}. */
  STOP
}

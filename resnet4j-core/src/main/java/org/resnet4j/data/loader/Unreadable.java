package org.resnet4j.data.loader;

/** What a loader does with an example that cannot be read. Another one never takes its place. */
public enum Unreadable {
  /** Leaves it out: its batch is smaller by it. {@link Loader} goes on. */
  OMIT,
  /** Stops: {@link Loader#next} throws the error. */
  STOP
}

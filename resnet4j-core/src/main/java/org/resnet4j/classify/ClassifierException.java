package org.resnet4j.classify;

/** A call of a {@link Classifier} that has no answer; the message is one sentence. */
public final class ClassifierException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why there is no answer. */
  public enum Reason {
    /** The call's time was over before its answer was there. */
    DEADLINE,
    /** The calling thread was interrupted while it waited; it stays interrupted. */
    INTERRUPTED,
    /** The classifier was closed, before the call or while it waited. */
    CLOSED,
    /** The engine failed; the cause says how. */
    FAILED
  }

  /** Why there is no answer. */
  private final Reason reason;

  ClassifierException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  ClassifierException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** {@return why there is no answer} */
  public Reason reason() {
    return reason;
  }
}

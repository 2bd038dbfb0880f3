package org.resnet4j.engine.collective;

/** Processes cannot compute together, or no longer; the message is one sentence for the user. */
public final class CollectiveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An error without an exception behind it.
   *
   * @param message one sentence: which process or address, what happened, what would be right
   */
  public CollectiveException(String message) {
    super(message);
  }

  /**
   * An error with its cause.
   *
   * @param message one sentence: which process or address, what happened, what would be right
   * @param cause the exception behind it
   */
  public CollectiveException(String message, Throwable cause) {
    super(message, cause);
  }
}

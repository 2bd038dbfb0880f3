package org.resnet4j.engine;

/** An engine cannot do what was requested; the message is one sentence for the user. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An error without an exception behind it.
   *
   * @param message one sentence: what cannot be done, and what would be right
   */
  public EngineException(String message) {
    super(message);
  }

  /**
   * An error with its cause.
   *
   * @param message one sentence: what cannot be done, and what would be right
   * @param cause the exception behind it
   */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}

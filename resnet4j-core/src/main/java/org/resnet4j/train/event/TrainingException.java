package org.resnet4j.train.event;

/** A training cannot continue; the message is one sentence for the user. */
public sealed class TrainingException extends RuntimeException permits DivergedException {
  private static final long serialVersionUID = 1;

  /**
   * An error without an exception behind it.
   *
   * @param message one sentence: what is wrong, where, and what would be right
   */
  public TrainingException(String message) {
    super(message);
  }

  /**
   * An error with its cause.
   *
   * @param message one sentence: what is wrong, where, and what would be right
   * @param cause the exception behind it
   */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.resnet4j.train.event;

/** A training cannot continue; the message is one sentence for the user. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}

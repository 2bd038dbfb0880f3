package org.resnet4j.train.event;

/** A training diverged: the loss or a weight stopped being a finite number. */
public final class DivergedException extends TrainingException {
  private static final long serialVersionUID = 1;

  /**
   * Where it diverged.
   *
   * @param message one sentence: what stopped being finite, when, at which learning rate
   */
  public DivergedException(String message) {
    super(message);
  }
}

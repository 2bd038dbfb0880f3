package org.resnet4j.model;

/** A network does not accept this input; the message names the layer at which it fails. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * An input that does not fit.
   *
   * @param message the layer at which it fails, what came and what would fit
   */
  public ShapeException(String message) {
    super(message);
  }
}

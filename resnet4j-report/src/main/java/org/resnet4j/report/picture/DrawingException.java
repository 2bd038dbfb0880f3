package org.resnet4j.report.picture;

/** A picture cannot be drawn on this machine; the message says what is missing. */
public final class DrawingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DrawingException(String message, Throwable cause) {
    super(message, cause);
  }
}

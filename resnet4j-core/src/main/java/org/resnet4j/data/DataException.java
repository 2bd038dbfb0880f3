package org.resnet4j.data;

/**
 * Data is missing, damaged or not what it claims to be; the message is one sentence for the user.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}

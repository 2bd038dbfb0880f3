package org.resnet4j.data;

/**
 * Data is missing, damaged or not what it claims to be; the message is one sentence for the user.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An error in the data itself.
   *
   * @param message what is wrong, where, and what would be right, in one sentence
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * An error that another one led to.
   *
   * @param message what is wrong, where, and what would be right, in one sentence
   * @param cause the error below it, for example of reading the file
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.resnet4j.fetch;

/** A file cannot be fetched from its source; the message is one sentence for the user. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An error of the source itself.
   *
   * @param message what could not be fetched, from where and why, in one sentence
   */
  public FetchException(String message) {
    super(message);
  }

  /**
   * An error that another one led to.
   *
   * @param message what could not be fetched, from where and why, in one sentence
   * @param cause the error below it, for example of the connection
   */
  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}

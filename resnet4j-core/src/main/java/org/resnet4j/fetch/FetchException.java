package org.resnet4j.fetch;

/** A file cannot be fetched from its source; the message is one sentence for the user. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}

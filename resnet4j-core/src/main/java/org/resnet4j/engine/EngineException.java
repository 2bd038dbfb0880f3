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

  /** The limit of memory, the Java heap's or another, told to those who reached it. */
  static EngineException of(OutOfMemoryError cause) {
    return new EngineException(
        ofNativeMemory(cause)
            ? "native memory ran out (%s); take smaller batches".formatted(cause.getMessage())
            : ("the Java heap of %d MB is too small for this network and batch; start the JVM with"
                    + " a larger -Xmx, or take smaller batches")
                .formatted(Runtime.getRuntime().maxMemory() >> 20),
        cause);
  }

  /** HotSpot's words for direct buffers, JavaCPP's for what libtorch holds. */
  private static boolean ofNativeMemory(OutOfMemoryError cause) {
    var message = String.valueOf(cause.getMessage());
    return message.contains("direct buffer") || message.contains("Physical memory");
  }
}

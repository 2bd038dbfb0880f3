package org.resnet4j.engine;

/** The limit of memory, the Java heap's or another, told to those who reached it. */
final class HeapSize {
  private HeapSize() {}

  static EngineException tooSmall(OutOfMemoryError cause) {
    return new EngineException(
        ofNativeMemory(cause)
            ? "native memory ran out (%s); take smaller batches".formatted(cause.getMessage())
            : ("the Java heap of %d MB is too small for this network and batch; start the JVM with a"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20)
                + " larger -Xmx, or take smaller batches"),
        cause);
  }

  /** HotSpot's words for direct buffers, JavaCPP's for what libtorch holds. */
  private static boolean ofNativeMemory(OutOfMemoryError cause) {
    var message = String.valueOf(cause.getMessage());
    return message.contains("direct buffer") || message.contains("Physical memory");
  }
}

package org.resnet4j.engine;

/** The Java heap's limit, told to those who reached it. */
final class HeapSize {
  private HeapSize() {}

  static EngineException tooSmall(OutOfMemoryError cause) {
    return new EngineException(
        "the Java heap of %d MB is too small for this network and batch; start the JVM with a larger"
                .formatted(Runtime.getRuntime().maxMemory() >> 20)
            + " -Xmx, or take smaller batches",
        cause);
  }
}

package org.resnet4j.torch;

import org.resnet4j.engine.EngineException;

/**
 * Reduces libtorch's exceptions, a sentence followed by a page of native frames, to the sentence.
 */
final class Failures {
  private Failures() {}

  static EngineException at(String path, RuntimeException failure) {
    var where = path.isEmpty() ? "" : " at '" + path + "'";
    return new EngineException("libtorch%s: %s".formatted(where, firstLine(failure)), failure);
  }

  private static String firstLine(RuntimeException failure) {
    var message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(message).strip();
  }
}

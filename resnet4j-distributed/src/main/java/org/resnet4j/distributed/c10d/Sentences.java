package org.resnet4j.distributed.c10d;

/** libtorch's exceptions are a sentence and a page of native frames; users get the sentence. */
final class Sentences {
  private Sentences() {}

  static String first(Throwable failure) {
    var message = String.valueOf(failure.getMessage());
    var line = message.lines().findFirst().orElse(message).strip();
    return line.replaceFirst("^\\[[^\\]]*\\] ", "").replaceFirst("\\. This may indicate.*", "");
  }
}

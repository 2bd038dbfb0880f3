package org.resnet4j.serve.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A line of a log from which trainings are shown again. */
final class LoggedLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LoggedLine() {}

  /**
   * Reads a line, to see whether it is one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void check(String line) {
    if (!isMessage(tree(line))) {
      var begin = line.substring(0, Math.min(line.length(), 60));
      throw new IllegalArgumentException(
          "'%s' is no message of a race: it has 'at', 'run' and 'event'".formatted(begin));
    }
  }

  private static boolean isMessage(JsonNode node) {
    return node.path("at").isNumber()
        && node.path("run").isTextual()
        && node.path("event").isTextual();
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}

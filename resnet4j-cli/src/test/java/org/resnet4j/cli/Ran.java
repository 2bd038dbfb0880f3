package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command left: its exit code and what it wrote. */
public record Ran(int code, String out, String err) {
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** All commands, to be parsed only. */
  public static CommandLine parser() {
    return Resnet4j.commandLine();
  }

  /** Runs a command in this process. */
  public static Ran command(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Resnet4j.commandLine(arguments);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.getSubcommands()
        .values()
        .forEach(
            command -> {
              command.setOut(new PrintWriter(out, true));
              command.setErr(new PrintWriter(err, true));
            });
    int code = line.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Standard output, which must be one JSON object and nothing else. */
  public JsonNode json() {
    try {
      var node = STRICT.readTree(out);
      assertThat(node.isObject()).as("one JSON object: %s", out).isTrue();
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON object: " + out, e);
    }
  }

  /** It failed with this code, saying this in one line and nothing on standard output. */
  public Ran failedWith(int expected, String... words) {
    assertThat(code).as(err).isEqualTo(expected);
    assertThat(out).isEmpty();
    assertThat(err.lines().toList()).hasSize(1);
    assertThat(err).startsWith("resnet4j: ").contains(words);
    return this;
  }

  /** It failed after it had told of its work, saying this in its last line. */
  public Ran failedAtLast(String... words) {
    assertThat(code).as(err).isEqualTo(1);
    assertThat(err.lines().toList().getLast()).startsWith("resnet4j: ").contains(words);
    return this;
  }

  /** It did what it was asked for. */
  public Ran done() {
    assertThat(code).as(err).isZero();
    return this;
  }
}

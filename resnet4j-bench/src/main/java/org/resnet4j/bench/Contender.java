package org.resnet4j.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A process that computes steps when told to. It prints {@code ready NAME VERSION} when it is warm;
 * on {@code run N} it computes N steps and prints the seconds they took; on {@code used} it prints
 * {@code used SECONDS PEAK NOW}; on {@code quit} it prints {@code peak MEBIBYTES}, the most memory
 * it ever had resident, and ends. Between runs it sleeps, so that contenders take turns on the same
 * cores.
 */
final class Contender implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final String label;
  private final String version;

  Contender(String label, List<String> command, Map<String, String> environment)
      throws IOException {
    this.label = label;
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    version = answer("ready ").substring(6);
  }

  String label() {
    return label;
  }

  String version() {
    return version;
  }

  /** Seconds that these steps took. */
  double run(int steps) throws IOException {
    orders.println("run " + steps);
    return Double.parseDouble(answer(""));
  }

  /** Ends the process; the most memory it had resident, in MiB. */
  long quit() throws IOException {
    orders.println("quit");
    return Long.parseLong(answer("peak ").substring(5).trim());
  }

  /** What the process has used: processor seconds, the most memory resident, and what is now. */
  record Used(double processorSeconds, long peakMebibytes, long nowMebibytes) {}

  Used used() throws IOException {
    orders.println("used");
    var words = answer("used ").split(" ");
    return new Used(
        Double.parseDouble(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
  }

  private String answer(String start) throws IOException {
    while (true) {
      var line = answers.readLine();
      if (line == null) {
        throw new IOException(label + " ended before it answered");
      }
      if (line.startsWith(start) && (!start.isEmpty() || line.matches("[0-9.eE+-]+"))) {
        return line;
      }
    }
  }

  /** Waits for the end that {@link #quit} asked for: only then the JVM's archive is written. */
  void await() throws IOException {
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      throw new IOException(label + " was not waited for", stopped);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

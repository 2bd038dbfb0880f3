package org.resnet4j.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Starts the command line and ends the process with its exit code. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    openStandardError();
    System.exit(Resnet4j.commandLine(args).execute(args));
  }

  /**
   * The launcher filters what the JVM itself says on standard error; ours goes past the filter,
   * through the descriptor that it names.
   */
  private static void openStandardError() {
    String descriptor = System.getProperty("resnet4j.stderr", "");
    if (descriptor.isEmpty()) {
      return;
    }
    try {
      var direct = new FileOutputStream(descriptor, true);
      System.setErr(new PrintStream(direct, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      // cannot be opened again (a socket, another user's terminal): the filtered one will do
    }
  }
}

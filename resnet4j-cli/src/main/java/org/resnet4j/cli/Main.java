package org.resnet4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.cli.terminal.StandardOutput;
import picocli.CommandLine;

/** Starts the command line and ends the process with its exit code. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    openStandardError();
    var output = StandardOutput.installed();
    int code = run(Resnet4j.commandLine(args), args);
    System.out.flush();
    System.exit(output.ended(code, System.err));
  }

  /** picocli handles exceptions; too little memory and natives that do not load are errors. */
  private static int run(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | LinkageError e) {
      return Errors.failure(e, line, Arrays.asList(args).contains("--debug"));
    }
  }

  /**
   * The launcher filters the JVM's own messages on standard error; ours bypass the filter through
   * the descriptor that it names.
   */
  private static void openStandardError() {
    int descriptor = Integer.getInteger("resnet4j.stderr", 2);
    if (descriptor == 2) {
      return;
    }
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      var direct = new FileOutputStream(constructor.newInstance(descriptor));
      System.setErr(new PrintStream(direct, true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // a JDK that does not allow it: through the filter then
    }
  }
}

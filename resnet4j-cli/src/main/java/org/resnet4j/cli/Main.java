package org.resnet4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.cli.terminal.Interruption;
import org.resnet4j.cli.terminal.Speaking;
import org.resnet4j.cli.terminal.StandardOutput;
import picocli.CommandLine;

/** Starts the command line and ends the process with its exit code. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    int exit = answered(args);
    Interruption.said();
    System.exit(exit);
  }

  /** Runs one command, and gives the code that the process is to end with. */
  static int answered(String... args) {
    openStandardError();
    var output =
        StandardOutput.installed(descriptor("resnet4j.stdout", 1).orElse(FileDescriptor.out));
    var line = Resnet4j.commandLine(args);
    int code = run(line, args);
    System.out.flush();
    return output.ended(code, System.err, Speaking.of(line.getCommandSpec()));
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
   * The launcher filters the JVM's own messages on standard error, and the natives' on standard
   * output; ours bypass the filters through the descriptors that it names.
   */
  private static void openStandardError() {
    descriptor("resnet4j.stderr", 2)
        .ifPresent(
            ours ->
                System.setErr(
                    new PrintStream(new FileOutputStream(ours), true, StandardCharsets.UTF_8)));
  }

  /** The descriptor that the launcher names, if it is another one than usual. */
  private static Optional<FileDescriptor> descriptor(String property, int usual) {
    int number = Integer.getInteger(property, usual);
    if (number == usual) {
      return Optional.empty();
    }
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(number));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // a JDK that does not allow it: through the filter then
    }
  }
}

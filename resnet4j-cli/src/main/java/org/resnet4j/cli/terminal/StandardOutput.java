package org.resnet4j.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.resnet4j.internal.files.Reason;
import org.resnet4j.report.language.Language;

/**
 * Standard output that remembers why it could not be written: Java's own keeps silent when the disk
 * behind {@code > file} is full.
 */
public final class StandardOutput extends OutputStream {
  /** What a shell reports of a program whose reader, like {@code head}, has seen enough. */
  private static final int BROKEN_PIPE = 141;

  private final OutputStream to;
  private @Nullable IOException problem;

  StandardOutput(OutputStream to) {
    this.to = to;
  }

  /**
   * Takes the place of {@code System.out}.
   *
   * @param descriptor of standard output
   */
  public static StandardOutput installed(FileDescriptor descriptor) {
    var output = new StandardOutput(new FileOutputStream(descriptor));
    System.setOut(
        new PrintStream(new BufferedOutputStream(output, 8192), false, System.out.charset()));
    return output;
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (problem == null) {
      try {
        to.write(bytes, from, length);
      } catch (IOException e) {
        problem = e;
      }
    }
  }

  /** The exit code of a command that ended with this one, when all is printed. */
  public synchronized int ended(int code, PrintStream err, Language language) {
    if (problem == null || code != 0) {
      return code;
    }
    if (String.valueOf(problem.getMessage()).contains("Broken pipe")) {
      return BROKEN_PIPE;
    }
    var sentence = "standard output cannot be written: " + Reason.of(problem);
    err.println("resnet4j: " + language.say(sentence));
    return 1;
  }
}

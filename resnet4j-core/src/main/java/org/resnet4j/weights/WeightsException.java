package org.resnet4j.weights;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.resnet4j.internal.files.Reason;

/**
 * Weights cannot be read, written or fitted to a network; the message names the file or key and the
 * reason.
 */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem that is in the weights themselves.
   *
   * @param message the file or key, and what is wrong with it
   */
  public WeightsException(String message) {
    super(message);
  }

  /**
   * A problem that another one caused.
   *
   * @param message the file or key, and what is wrong with it
   * @param cause what went wrong underneath
   */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A file that cannot be read.
   *
   * @param file the file, which the message names
   * @param cause why, told in plain words: no such file, permission denied, a folder, or its own
   *     message
   * @return the exception, to be thrown
   */
  public static WeightsException reading(Path file, IOException cause) {
    return new WeightsException("cannot read '%s': %s".formatted(file, reason(file, cause)), cause);
  }

  /**
   * A file that cannot be written.
   *
   * @param file the file, which the message names
   * @param cause why, told in plain words: no such file, permission denied, a folder, or its own
   *     message
   * @return the exception, to be thrown
   */
  public static WeightsException writing(Path file, IOException cause) {
    return new WeightsException(
        "cannot write '%s': %s".formatted(file, reason(file, cause)), cause);
  }

  private static String reason(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "permission denied";
      default -> Files.isDirectory(file) ? "it is a folder" : Reason.of(cause);
    };
  }
}

package org.resnet4j.weights;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Weights cannot be read, written or fitted to a network; the message names the file or key and the
 * reason.
 */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }

  public static WeightsException reading(Path file, IOException cause) {
    return new WeightsException("cannot read '%s': %s".formatted(file, reason(file, cause)), cause);
  }

  public static WeightsException writing(Path file, IOException cause) {
    return new WeightsException(
        "cannot write '%s': %s".formatted(file, reason(file, cause)), cause);
  }

  private static String reason(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "permission denied";
      default -> Files.isDirectory(file) ? "it is a folder" : String.valueOf(cause.getMessage());
    };
  }
}

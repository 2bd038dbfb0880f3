package org.resnet4j.export;

import java.io.IOException;
import java.nio.file.Path;
import org.resnet4j.internal.files.Reason;

/** An export that cannot be made or written, said in one sentence. */
public final class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ExportException(String message) {
    super(message);
  }

  private ExportException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file that could not be written. */
  public static ExportException writing(Path file, IOException cause) {
    return new ExportException("cannot write '%s': %s".formatted(file, Reason.of(cause)), cause);
  }

  /** A file that could not be read. */
  public static ExportException reading(Path file, IOException cause) {
    return new ExportException("cannot read '%s': %s".formatted(file, Reason.of(cause)), cause);
  }
}

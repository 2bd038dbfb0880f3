package org.resnet4j.internal.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, as a clause for people: it stands behind a colon. */
public final class Reason {
  private Reason() {}

  public static String of(IOException problem) {
    var message = String.valueOf(problem.getMessage());
    if (FullDisk.says(message)) {
      return "the disk is full (%s)".formatted(lastWords(message));
    }
    return switch (problem) {
      case NoSuchFileException e -> "there is no file " + e.getFile();
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case FileAlreadyExistsException e -> e.getFile() + " is in the way";
      case DirectoryNotEmptyException e -> "the folder %s is in the way".formatted(e.getFile());
      case NotDirectoryException e -> e.getFile() + " is not a folder";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> problem.getMessage() == null ? problem.getClass().getSimpleName() : message;
    };
  }

  /** The system's own words without the file before them. */
  private static String lastWords(String message) {
    return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
  }
}

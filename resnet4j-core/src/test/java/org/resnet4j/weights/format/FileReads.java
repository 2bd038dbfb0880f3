package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** How many bytes of a file a piece of work reads, as the JVM's flight recorder counts them. */
final class FileReads {
  private static final String EVENT = "jdk.FileRead";

  private FileReads() {}

  static long of(Path file, Runnable work) throws IOException {
    var dump = Files.createTempFile("reads", ".jfr");
    try (var recording = new Recording()) {
      recording.enable(EVENT).withThreshold(Duration.ZERO).with("throttle", "off");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(dump);
      return RecordingFile.readAllEvents(dump).stream()
          .filter(event -> event.getEventType().getName().equals(EVENT))
          .filter(event -> file.toString().equals(event.getString("path")))
          .mapToLong(event -> Math.max(0, event.getLong("bytesRead")))
          .sum();
    } finally {
      Files.delete(dump);
    }
  }
}

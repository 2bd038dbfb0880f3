package org.resnet4j.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Passes a process's output on as it comes, also parts of lines, without the lines that natives and
 * the JVM print of their own accord; with a label before each line if there is one.
 */
final class LineSieve {
  private static final List<byte[]> NOISE =
      List.of(
          "[Gloo] Rank ".getBytes(StandardCharsets.US_ASCII),
          "WARNING: Using incubator modules".getBytes(StandardCharsets.US_ASCII));

  private final OutputStream to;
  private final byte[] label;

  /** What has come of a line that may be noise. */
  private final byte[] begun = new byte[64];

  private int length;
  private boolean undecided = true;
  private boolean dropping;

  LineSieve(OutputStream to, String label) {
    this.to = to;
    this.label = label.getBytes(StandardCharsets.UTF_8);
  }

  /** Passes everything on until the process has closed its end. */
  void pass(InputStream from) {
    var bytes = new byte[8192];
    try {
      for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
        synchronized (to) {
          for (int i = 0; i < count; i++) {
            one(bytes[i]);
          }
          to.flush();
        }
      }
      synchronized (to) {
        decide();
        to.flush();
      }
    } catch (IOException e) {
      return; // its reader or the process is gone: there is nothing more to pass on
    }
  }

  private void one(byte letter) throws IOException {
    if (undecided) {
      begun[length++] = letter;
      if (noise()) {
        dropping = true;
        undecided = false;
        length = 0;
      } else if (!mayBeNoise()) {
        decide();
      }
    } else if (!dropping) {
      to.write(letter);
    }
    if (letter == '\n') {
      dropping = false;
      undecided = true;
    }
  }

  /** The line is none of the noise. */
  private void decide() throws IOException {
    if (length > 0) {
      to.write(label);
      to.write(begun, 0, length);
    }
    length = 0;
    undecided = false;
  }

  private boolean mayBeNoise() {
    return NOISE.stream().anyMatch(noise -> matches(noise, Math.min(length, noise.length)));
  }

  private boolean noise() {
    return NOISE.stream().anyMatch(noise -> length >= noise.length && matches(noise, noise.length));
  }

  private boolean matches(byte[] noise, int count) {
    for (int i = 0; i < count; i++) {
      if (noise[i] != begun[i]) {
        return false;
      }
    }
    return true;
  }
}

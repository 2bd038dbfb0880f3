package org.resnet4j.weights.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.internal.random.Mt19937;
import org.resnet4j.weights.Resources;
import org.resnet4j.weights.WeightsException;

/** Thousands of damaged files: each is read, or refused with a WeightsException, soon and small. */
class WeightFileFuzzTest {
  private static final int CASES = 1500;
  private static final long MOST_BYTES_A_CASE = 200L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"python.safetensors", "views.pth", "views-legacy.pth", "protocol5.pth"})
  void aDamagedFileIsReadOrRefused(String name) {
    byte[] sound = Resources.bytes(name);
    var random = new Mt19937(name.hashCode());
    int refused =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> {
              int count = 0;
              for (int i = 0; i < CASES; i++) {
                count += isRefused(damage(sound, random), "%s, case %d".formatted(name, i)) ? 1 : 0;
              }
              return count;
            });
    assertThat(refused).isBetween(CASES / 3, CASES - 1);
  }

  private boolean isRefused(byte[] damaged, String which) throws IOException {
    var file = Files.write(folder.resolve("damaged"), damaged);
    long before = allocated();
    try {
      WeightFile.read(file);
      return false;
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining("damaged'");
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which, e);
    } finally {
      assertThat(allocated() - before).as("bytes for " + which).isLessThan(MOST_BYTES_A_CASE);
    }
  }

  /** One to four changes: bits, bytes, lengths, cuts, insertions, repeated pieces. */
  private static byte[] damage(byte[] sound, Mt19937 random) {
    byte[] bytes = sound.clone();
    for (int changes = 1 + random.below(4); changes > 0; changes--) {
      int at = random.below(bytes.length);
      switch (random.below(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.below(8));
        case 1 -> bytes[at] = (byte) random.nextWord();
        case 2 -> {
          for (int i = at; i < Math.min(at + 1 + random.below(8), bytes.length); i++) {
            bytes[i] = (byte) (random.below(2) - 1); // 0 or 255: a length that lies
          }
        }
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + at);
        case 4 -> bytes = spliced(bytes, at, randomBytes(random, 1 + random.below(16)));
        case 5 -> {
          int end = Math.min(bytes.length, at + 1 + random.below(64));
          bytes = spliced(bytes, random.below(bytes.length), Arrays.copyOfRange(bytes, at, end));
        }
        default -> {
          // the start, where lengths and names stand, is hit more often
          bytes[random.below(Math.min(bytes.length, 400))] = (byte) random.nextWord();
        }
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] piece) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
    System.arraycopy(piece, 0, longer, at, piece.length);
    System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
    return longer;
  }

  private static byte[] randomBytes(Mt19937 random, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) random.nextWord();
    }
    return bytes;
  }

  /** The bytes this thread has allocated; by reflection, as the module does without management. */
  private static long allocated() {
    try {
      var threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return (long)
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes")
              .invoke(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

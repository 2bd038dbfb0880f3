package org.resnet4j.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  @TempDir Path folder;

  @Test
  void theFileIsThereOnlyWhileItIsHeld() throws IOException {
    Path path = folder.resolve("deep/one.lock");
    for (int i = 0; i < 2; i++) {
      try (LockFile held = LockFile.hold(path)) {
        assertThat(held).isNotNull();
        assertThat(path).exists();
      }
      assertThat(path).doesNotExist();
    }
  }

  @Test
  void anotherProcessWaitsUntilItIsGivenBack() throws IOException, InterruptedException {
    Path path = folder.resolve("one.lock");
    Process other;
    try (LockFile held = LockFile.hold(path)) {
      assertThat(held).isNotNull();
      other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Other.class.getName(),
                  path.toString())
              .inheritIO()
              .start();
      Thread.sleep(500);
      assertThat(other.isAlive()).isTrue();
    }
    assertThat(other.waitFor()).isZero();
    assertThat(path).doesNotExist();
  }

  /** Takes the lock, finds its file there, and gives it back. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      Path path = Path.of(arguments[0]);
      int code;
      try (LockFile held = LockFile.hold(path)) {
        code = held != null && path.toFile().exists() ? 0 : 1;
      }
      System.exit(code);
    }
  }
}

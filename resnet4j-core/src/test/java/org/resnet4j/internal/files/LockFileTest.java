package org.resnet4j.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** A lock of this process outlives another thread's attempt to have it too. */
  @Test
  void whoeverTriesIsRefusedWhileItIsHeldAndNotLonger() throws Exception {
    Path path = folder.resolve("one.lock");
    try (LockFile held = LockFile.tryHold(path).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(LockFile.tryHold(path)).isEmpty();
      assertThat(LockFile.tryHold(folder.resolve("./one.lock"))).isEmpty();
      assertThat(tried(path)).isEqualTo(3);
    }
    assertThat(tried(path)).isZero();
    LockFile.tryHold(path).orElseThrow().close();
  }

  @Test
  void theLockOfAKilledProcessIsFree() throws Exception {
    Path path = folder.resolve("one.lock");
    var keeper = other("keep", path);
    for (int i = 0; i < 600 && !Files.exists(path); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(200);
    assertThat(LockFile.tryHold(path)).isEmpty();
    keeper.destroyForcibly().waitFor();
    assertThat(path).exists();
    LockFile.tryHold(path).orElseThrow().close();
  }

  @Test
  void waitingIsSaidAndOnlyThen() throws Exception {
    Path path = folder.resolve("one.lock");
    var said = new AtomicInteger();
    LockFile.hold(path, said::incrementAndGet).close();
    assertThat(said).hasValue(0);
    var keeper = other("keep", path);
    for (int i = 0; i < 600 && !Files.exists(path); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(200);
    LockFile.hold(
            path,
            () -> {
              said.incrementAndGet();
              keeper.destroyForcibly();
            })
        .close();
    assertThat(said).hasValue(1);
  }

  private static int tried(Path path) throws Exception {
    return other("try", path).waitFor();
  }

  private static Process other(String what, Path path) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Third.class.getName(),
            what,
            path.toString())
        .inheritIO()
        .start();
  }

  /** Keeps the lock until it is killed, or ends with 3 where it is held and 0 where it is not. */
  static final class Third {
    private Third() {}

    public static void main(String[] arguments) throws Exception {
      var lock = LockFile.tryHold(Path.of(arguments[1]));
      if (arguments[0].equals("keep")) {
        Thread.sleep(60_000);
      }
      if (lock.isPresent()) {
        lock.get().close();
      }
      System.exit(lock.isPresent() ? 0 : 3);
    }
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

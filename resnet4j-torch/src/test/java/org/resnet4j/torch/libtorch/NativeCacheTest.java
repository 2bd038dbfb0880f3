package org.resnet4j.torch.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes unpack libtorch at once into a cache that is empty. */
class NativeCacheTest {
  @Test
  @Tag("slow")
  void twoProcessesWithAnEmptyCacheBothCompute(@TempDir Path folder) throws Exception {
    for (int round = 0; round < 3; round++) {
      var cache = folder.resolve("cache" + round);
      var pair = List.of(start(cache), start(cache));
      for (var process : pair) {
        assertThat(process.waitFor()).as("round %d", round).isZero();
      }
    }
  }

  private static Process start(Path cache) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.cachedir=" + cache,
            "-XX:ErrorFile=" + cache.resolveSibling("error%p.log"),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName())
        .inheritIO()
        .start();
  }

  /** Loads libtorch and asks it something. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Natives.load(1);
      System.exit(Natives.cudaDevices() >= 0 ? 0 : 1);
    }
  }
}

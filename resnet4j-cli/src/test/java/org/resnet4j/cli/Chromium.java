package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window; tests that want it are skipped where there is none. */
final class Chromium {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--enable-logging=stderr",
          "--dump-dom");

  private Chromium() {}

  /** The page shows these words and pictures, and the browser's console stays empty. */
  static void opens(Path page, String words) throws IOException, InterruptedException {
    var program = PLACES.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(program.isPresent(), "no Chromium here");
    var profile = Files.createTempDirectory("chromium");
    var command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.add(page.toUri().toString());
    var dom = profile.resolve("dom.html");
    var log = profile.resolve("log.txt");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    boolean done = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(done).as("Chromium answers").isTrue();
    assertThat(Files.readString(dom)).contains(words).contains("<svg");
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
  }
}

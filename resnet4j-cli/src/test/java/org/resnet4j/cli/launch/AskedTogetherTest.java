package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked to end (SIGTERM) saves first; the run that goes on later misses nothing. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class AskedTogetherTest {
  private static final int PROCESSES = 2;

  /** As launchers give. */
  private static final long SAVING_SECONDS = 30;

  /** Of a JVM that was sent SIGTERM. */
  private static final int TERMINATED = 143;

  private static final int INTERRUPTED = 130;

  @TempDir Path folder;

  @Test
  void launchSavesAndEnds() throws Exception {
    var together = new Together(folder);
    var run = asked(together, together.launch(), Process::toHandle, TERMINATED);
    goesOn(together, run);
  }

  @Test
  void oneProcessAskedEndsAllAndNoneStartsAgain() throws Exception {
    var together = new Together(folder);
    var run =
        asked(
            together,
            together.launch(),
            launcher -> Together.workers(launcher).get(1),
            INTERRUPTED);
    assertThat(together.said()).doesNotContain("start again");
    goesOn(together, run);
  }

  @Test
  void torchrunSavesAndEnds() throws Exception {
    var together = new Together(folder);
    var run = asked(together, together.torchrun(), Process::toHandle, 1);
    goesOn(together, run);
  }

  private interface Choice {
    ProcessHandle of(Process launcher);
  }

  private Path asked(Together together, Together.Launcher starter, Choice whom, int code)
      throws Exception {
    var run = folder.resolve("asked");
    var launcher = together.start(starter.of(PROCESSES, 1, Together.training(run)));
    together.until(launcher, () -> Together.steps(run) >= 60);
    var before = Files.getLastModifiedTime(run.resolve("last.safetensors"));
    whom.of(launcher).destroy();
    assertThat(launcher.waitFor(SAVING_SECONDS, TimeUnit.SECONDS)).as(together::said).isTrue();
    assertThat(launcher.exitValue()).as(together::said).isEqualTo(code);
    assertThat(Together.workers(launcher)).isEmpty();
    assertThat(Files.getLastModifiedTime(run.resolve("last.safetensors"))).isGreaterThan(before);
    assertThat(together.said()).contains("interrupted; resume with");
    return run;
  }

  private void goesOn(Together together, Path run) throws Exception {
    int steps = Together.steps(run);
    together.done(together.launch().of(PROCESSES, 0, Together.resumed(run)));
    assertThat(Together.steps(run)).as("none is computed again").isEqualTo(300);
    assertThat(steps).isBetween(60, 299);
    var whole = folder.resolve("whole");
    together.done(together.launch().of(PROCESSES, 0, Together.training(whole)));
    assertThat(Together.weights(run)).isEqualTo(Together.weights(whole));
  }
}

package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of three processes stops without ending, as one does whose machine hangs, or is killed:
 * within seconds the others say which, and all go on from the last checkpoint. First process 1 is
 * stuck, then process 2 is killed, then process 0 is stuck, which under {@code launch} keeps the
 * store too.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class StuckTogetherTest {
  private static final int PROCESSES = 3;
  private static final String STUCK = "(has not answered|does not answer)";

  /** Ten seconds of silence, and what a busy machine adds. */
  private static final long STUCK_SECONDS = 30;

  /** Three, and what a busy machine adds. */
  private static final long KILLED_SECONDS = 15;

  @TempDir Path folder;

  @Test
  void launchGoesOnWithoutTheStuckOne() throws Exception {
    var together = new Together(folder);
    goesOn(together, together.launch());
  }

  @Test
  void torchrunGoesOnWithoutTheStuckOne() throws Exception {
    var together = new Together(folder);
    goesOn(together, together.torchrun());
  }

  private void goesOn(Together together, Together.Launcher starter) throws Exception {
    var whole = folder.resolve("whole");
    together.done(starter.of(PROCESSES, 0, Together.training(whole)));
    var part = folder.resolve("part");
    var launcher = together.start(starter.of(PROCESSES, 3, Together.training(part)));
    try {
      // a checkpoint is written after every 50 steps
      said(together, launcher, signalled("STOP", launcher, together, part, 1, 60), 1, STUCK);
      said(together, launcher, signalled("KILL", launcher, together, part, 2, 120), 2, "has ended");
      said(together, launcher, signalled("STOP", launcher, together, part, 0, 170), 0, STUCK);
      together.ended(launcher, 0);
    } finally {
      Together.kill(launcher);
    }
    assertThat(Together.weights(part)).isEqualTo(Together.weights(whole));
  }

  private ProcessHandle signalled(
      String signal, Process launcher, Together together, Path run, int rank, int steps)
      throws Exception {
    together.until(launcher, () -> Together.steps(run) >= steps);
    var one = Together.workers(launcher).get(rank);
    new ProcessBuilder("kill", "-" + signal, Long.toString(one.pid())).start().waitFor();
    return one;
  }

  /** All others say the sentence in time; the one that it names is ended. */
  private static void said(
      Together together, Process launcher, ProcessHandle one, int rank, String how)
      throws Exception {
    long began = System.nanoTime();
    var sentence = Pattern.compile("process %d of %d %s".formatted(rank, PROCESSES, how));
    together.until(
        launcher, () -> sentence.matcher(together.said()).results().count() >= PROCESSES - 1);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    assertThat(seconds).isLessThan(how.equals(STUCK) ? STUCK_SECONDS : KILLED_SECONDS);
    together.until(launcher, () -> !one.isAlive());
  }
}

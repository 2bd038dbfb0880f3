package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of four processes is killed without warning at random moments, and all start again: the
 * weights are those of a run without kills. How often: {@code -Dresnet4j.kills=30}; at which
 * moments: {@code -Dresnet4j.seed=8}. Under torchrun where the environment variable {@code
 * RESNET4J_TORCHRUN} names it.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class KilledTogetherTest {
  private static final int KILLS = Integer.getInteger("resnet4j.kills", 3);
  private static final int PROCESSES = 4;
  private static final long SOON_MILLIS = 10_000;
  private static final int MOST_STEPS = 30;
  private final Random random = new Random(Long.getLong("resnet4j.seed", 7));
  private final TestReporter reporter;
  @TempDir Path folder;

  KilledTogetherTest(TestReporter reporter) {
    this.reporter = reporter;
  }

  @Test
  void launchEndsWithTheSameWeights() throws Exception {
    var together = new Together(folder);
    killed(together, together.launch());
  }

  @Test
  void torchrunEndsWithTheSameWeights() throws Exception {
    var together = new Together(folder);
    killed(together, together.torchrun());
  }

  private void killed(Together together, Together.Launcher starter) throws Exception {
    var whole = folder.resolve("whole");
    together.done(starter.of(PROCESSES, 0, Together.training(whole)));
    var right = Together.weights(whole);
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      var part = folder.resolve("part" + run);
      var words = new ArrayList<>(Together.training(part));
      words.add("--checkpoint-every=1s"); // it shall get on, however often
      var launcher = together.start(starter.of(PROCESSES, KILLS - kills, words));
      int before = kills;
      while (kills < KILLS && reachesAMoment(launcher, part)) {
        kills += killOne(launcher) ? 1 : 0;
      }
      together.ended(launcher, 0);
      assertThat(Together.weights(part)).as("after %d kills", kills - before).isEqualTo(right);
      reporter.publishEntry("kills so far", Integer.toString(kills));
    }
  }

  /** Any moment: while processes start and meet, or some steps later; false if it has ended. */
  private boolean reachesAMoment(Process launcher, Path run) throws InterruptedException {
    if (random.nextBoolean()) {
      return !launcher.waitFor(random.nextLong(SOON_MILLIS), TimeUnit.MILLISECONDS);
    }
    int last = Together.steps(run) + random.nextInt(MOST_STEPS);
    while (launcher.isAlive() && Together.steps(run) <= last) {
      Thread.sleep(20);
    }
    return launcher.isAlive();
  }

  /** Kills a random one of the processes that train. */
  private boolean killOne(Process launcher) {
    var workers = List.copyOf(Together.workers(launcher).values());
    return !workers.isEmpty() && workers.get(random.nextInt(workers.size())).destroyForcibly();
  }
}

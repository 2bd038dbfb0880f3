package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.train.run.Checkpoints;

/**
 * Two processes train, one is lost, the other goes on from the last checkpoint and says so. The
 * weights are those of an unbroken run but for the order in which numbers are added.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
final class FewerTogetherTest {
  private static final float LAST_DIGITS = 1e-3f;

  @TempDir Path folder;

  private Path run() {
    return folder.resolve("run");
  }

  @Test
  void aKilledRunOfTwoIsResumedByOne() throws Exception {
    var together = new Together(folder);
    var launcher = together.start(together.launch().of(2, 0, Together.training(run())));
    together.until(launcher, () -> Together.steps(run()) >= 60);
    Together.kill(launcher);
    assertThat(run().resolve("log.rank1.jsonl")).content().contains("\"event\":\"step\"");
    assertThat(run().resolve("log.rank0.jsonl")).doesNotExist();
    together.done(together.launch().of(1, 0, Together.resumed(run())));
    wentOnAlone(together);
  }

  /** Two machines, here two launchers; where one is lost, the other waits a minute for it. */
  @Test
  void launchGoesOnWithTheMachineThatIsLeft() throws Exception {
    var together = new Together(folder);
    var place = "--rendezvous=127.0.0.1:" + freePort();
    var first = together.launch("--nodes=1:2", "--node-rank=0", place);
    var second = together.launch("--nodes=1:2", "--node-rank=1", place);
    oneIsLost(together, first, second);
    assertThat(together.said()).contains("restart 1 of at most 1");
    wentOnAlone(together);
  }

  @Test
  void torchrunGoesOnWithTheMachineThatIsLeft() throws Exception {
    var together = new Together(folder);
    var place = "--rdzv-endpoint=127.0.0.1:" + freePort();
    oneIsLost(together, agent(together, place, true), agent(together, place, false));
    wentOnAlone(together);
  }

  private static Together.Launcher agent(Together together, String place, boolean keepsStore) {
    return together.torchrun(
        "--nnodes=1:2",
        "--rdzv-backend=c10d",
        "--rdzv-id=one",
        place,
        "--rdzv-conf=is_host=" + keepsStore);
  }

  private void oneIsLost(Together together, Together.Launcher first, Together.Launcher second)
      throws Exception {
    var stays = together.start(first.of(1, 1, Together.training(run())));
    var goes = together.start(second.of(1, 1, Together.training(run())));
    try {
      together.until(stays, () -> Together.steps(run()) >= 60);
      assertThat(Checkpoints.in(run()).exists()).isTrue();
      Together.kill(goes);
      together.ended(stays, 0);
    } finally {
      Together.kill(goes);
      Together.kill(stays);
    }
  }

  private void wentOnAlone(Together together) throws Exception {
    assertThat(together.said().replaceAll("\\s+", " "))
        .contains("resuming after iteration ")
        .contains("the number of processes changes from 2 to 1");
    assertThat(Together.steps(run())).isEqualTo(300);
    var whole = folder.resolve("whole");
    together.done(together.launch().of(2, 0, Together.training(whole)));
    var right = Together.weights(whole);
    Together.weights(run())
        .forEach(
            (name, array) -> {
              var data = right.get(name).data();
              for (int i = 0; i < data.length; i++) {
                assertThat(array.data()[i]).as(name).isCloseTo(data[i], within(LAST_DIGITS));
              }
            });
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

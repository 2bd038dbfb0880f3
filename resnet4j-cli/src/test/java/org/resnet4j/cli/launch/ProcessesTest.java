package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.collective.LaunchEnvironment;

class ProcessesTest {
  @Test
  void processesOfOneMachineShareItsCores() {
    assertThat(threads(2, 4)).isEqualTo(4);
    assertThat(threads(4, 4)).isEqualTo(2);
    assertThat(threads(16, 16)).as("more processes than cores").isEqualTo(1);
  }

  @Test
  void whoIsAloneLeavesItToTheEngine() {
    try (var alone = Processes.alone()) {
      assertThat(alone.threads()).isZero();
      assertThat(alone.lead()).isTrue();
    }
  }

  /** Of 8 cores. */
  private static int threads(int here, int size) {
    var told =
        LaunchEnvironment.of(
            Map.of(
                "RANK",
                "1",
                "WORLD_SIZE",
                Integer.toString(size),
                "LOCAL_RANK",
                "1",
                "LOCAL_WORLD_SIZE",
                Integer.toString(here),
                "MASTER_ADDR",
                "node0"));
    return Processes.threads(told.orElseThrow(), 8);
  }
}

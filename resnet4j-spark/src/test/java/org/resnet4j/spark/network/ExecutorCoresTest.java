package org.resnet4j.spark.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExecutorCoresTest {
  private static final String EXECUTOR =
      "org.apache.spark.executor.CoarseGrainedExecutorBackend --driver-url spark://x@h:1"
          + " --executor-id 0 --hostname h --cores 3 --app-id app-1";

  @Test
  void localModeSaysThemInItsName() {
    assertThat(ExecutorCores.told("local[4]", "", Optional.of("9"))).contains(4);
    assertThat(ExecutorCores.told("local[2,3]", "", Optional.empty())).contains(2);
    assertThat(ExecutorCores.told("local", "", Optional.empty())).contains(1);
    assertThat(ExecutorCores.told("local[*]", "", Optional.empty())).isEmpty();
  }

  @Test
  void anExecutorIsToldThemOnItsCommandLine() {
    assertThat(ExecutorCores.told("spark://h:7077", EXECUTOR, Optional.empty())).contains(3);
    assertThat(ExecutorCores.told("yarn", "other.Main", Optional.of("5"))).contains(5);
    assertThat(ExecutorCores.told("yarn", "other.Main", Optional.empty())).isEmpty();
  }
}

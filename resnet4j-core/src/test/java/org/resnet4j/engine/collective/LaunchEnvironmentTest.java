package org.resnet4j.engine.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchEnvironmentTest {
  @Test
  void nobodySpeaksOfSeveral() {
    assertThat(LaunchEnvironment.of(Map.of())).isEmpty();
    assertThat(LaunchEnvironment.of(Map.of("RANK", "0", "WORLD_SIZE", "1"))).isEmpty();
  }

  @Test
  void torchrunsVariables() {
    var told =
        Map.of(
            "RANK", "3",
            "WORLD_SIZE", "4",
            "LOCAL_RANK", "1",
            "LOCAL_WORLD_SIZE", "2",
            "MASTER_ADDR", "node0",
            "MASTER_PORT", "1234",
            "TORCHELASTIC_USE_AGENT_STORE", "True",
            "TORCHELASTIC_RESTART_COUNT", "2");
    assertThat(LaunchEnvironment.of(told))
        .contains(new Rendezvous(3, 4, 1, 2, "node0", 1234, true, 2));
  }

  /** Kubeflow's operator says no more; each pod is a machine of its own. */
  @Test
  void aTrainingOperatorsVariables() {
    var told = Map.of("RANK", "1", "WORLD_SIZE", "2", "MASTER_ADDR", "job-master-0");
    assertThat(LaunchEnvironment.of(told))
        .contains(new Rendezvous(1, 2, 0, 1, "job-master-0", 29500, false, 0));
  }

  @Test
  void openMpisVariables() {
    var told =
        Map.of(
            "OMPI_COMM_WORLD_RANK", "1",
            "OMPI_COMM_WORLD_SIZE", "2",
            "OMPI_COMM_WORLD_LOCAL_RANK", "1",
            "OMPI_COMM_WORLD_LOCAL_SIZE", "2");
    assertThat(LaunchEnvironment.of(told))
        .contains(new Rendezvous(1, 2, 1, 2, "127.0.0.1", 29500, false, 0));
  }

  @Test
  void slurmsVariables() {
    var told =
        Map.of(
            "SLURM_STEP_ID", "0",
            "SLURM_PROCID", "2",
            "SLURM_STEP_NUM_TASKS", "5",
            "SLURM_LOCALID", "0",
            "SLURM_NODEID", "1",
            "SLURM_STEP_NODELIST", "cpu[07-08,11]",
            "SLURM_STEP_TASKS_PER_NODE", "2(x2),1",
            "SLURM_JOB_ID", "4711");
    assertThat(LaunchEnvironment.of(told))
        .contains(new Rendezvous(2, 5, 0, 2, "cpu07", 19711, false, 0));
  }

  /** There the variables are the job's, and nobody has started the other processes. */
  @Test
  void aBatchScriptOutsideOfSrunIsOneProcess() {
    assertThat(LaunchEnvironment.of(Map.of("SLURM_PROCID", "0", "SLURM_NTASKS", "4"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'node[03-05,9],login', node03", "'a,b', a", "'gpu[1,3]', gpu1", "single, single"})
  void theFirstNodeOfAList(String list, String first) {
    assertThat(SlurmNodes.first(list)).isEqualTo(first);
  }

  @Test
  void whatMakesNoSenseIsASentence() {
    assertThatThrownBy(() -> LaunchEnvironment.of(Map.of("RANK", "one", "WORLD_SIZE", "2")))
        .isInstanceOf(CollectiveException.class)
        .hasMessage("RANK must be a number, got 'one'");
    assertThatThrownBy(() -> LaunchEnvironment.of(Map.of("RANK", "1", "WORLD_SIZE", "2")))
        .hasMessageContaining("process 1 of 2")
        .hasMessageContaining("set MASTER_ADDR");
    assertThatThrownBy(() -> new Rendezvous(2, 2, 0, 1, "a", 1, false, 0))
        .hasMessage("the rank of 2 processes is from 0 to 1, got 2");
  }
}

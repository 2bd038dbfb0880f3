package org.resnet4j.engine.collective;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a launcher tells its processes through environment variables: {@code torchrun} and
 * Kubernetes' training operators ({@code RANK}, {@code WORLD_SIZE}, {@code MASTER_ADDR}), Open MPI,
 * MPICH and Intel MPI, or Slurm's {@code srun}, in this order.
 */
public final class LaunchEnvironment {
  private static final int DEFAULT_PORT = 29_500;

  /** Names of the variables of one launcher. */
  private record Names(String rank, String size, String localRank, String localSize) {}

  private static final List<Names> KNOWN =
      List.of(
          new Names("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"),
          new Names(
              "OMPI_COMM_WORLD_RANK",
              "OMPI_COMM_WORLD_SIZE",
              "OMPI_COMM_WORLD_LOCAL_RANK",
              "OMPI_COMM_WORLD_LOCAL_SIZE"),
          new Names("PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID", "MPI_LOCALNRANKS"));

  private final Map<String, String> variables;

  private LaunchEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * What these variables say.
   *
   * @param variables as {@link System#getenv()} has them
   * @return which process this is; empty if no launcher speaks of several
   * @throws CollectiveException if they are incomplete or make no sense
   */
  public static Optional<Rendezvous> of(Map<String, String> variables) {
    var environment = new LaunchEnvironment(variables);
    for (var names : KNOWN) {
      if (variables.containsKey(names.rank()) && variables.containsKey(names.size())) {
        return environment.told(names);
      }
    }
    // a batch script outside of srun has the job's variables too, but no step
    return variables.containsKey("SLURM_STEP_ID") && variables.containsKey("SLURM_PROCID")
        ? environment.slurm()
        : Optional.empty();
  }

  private Optional<Rendezvous> told(Names names) {
    int rank = number(names.rank(), 0);
    int size = number(names.size(), 1);
    if (size == 1) {
      return Optional.empty();
    }
    // where a launcher does not say how they lie, each process has a machine of its own
    int localSize = number(names.localSize(), 1);
    int localRank = number(names.localRank(), localSize == 1 ? 0 : rank % localSize);
    var host = variables.getOrDefault("MASTER_ADDR", localSize == size ? "127.0.0.1" : "");
    return Optional.of(at(rank, size, localRank, localSize, host));
  }

  private Optional<Rendezvous> slurm() {
    int size = number("SLURM_STEP_NUM_TASKS", number("SLURM_NTASKS", 1));
    if (size == 1) {
      return Optional.empty();
    }
    var nodes = variables.getOrDefault("SLURM_STEP_NODELIST", variables.get("SLURM_JOB_NODELIST"));
    var host = Optional.ofNullable(variables.get("MASTER_ADDR")).orElse(SlurmNodes.first(nodes));
    int here = number("SLURM_NODEID", 0);
    int localSize = SlurmNodes.tasks(variables.get("SLURM_STEP_TASKS_PER_NODE"), here, size);
    return Optional.of(
        at(number("SLURM_PROCID", 0), size, number("SLURM_LOCALID", 0), localSize, host));
  }

  private Rendezvous at(int rank, int size, int localRank, int localSize, String host) {
    if (host.isEmpty()) {
      throw new CollectiveException(
          "process %d of %d does not know where they meet: set MASTER_ADDR to the address of process 0"
              .formatted(rank, size));
    }
    return new Rendezvous(
        rank,
        size,
        localRank,
        localSize,
        host,
        number("MASTER_PORT", port()),
        "True".equalsIgnoreCase(variables.get("TORCHELASTIC_USE_AGENT_STORE")),
        number("TORCHELASTIC_RESTART_COUNT", 0));
  }

  /** Two jobs of one user on one node do not meet. */
  private int port() {
    return variables.containsKey("SLURM_JOB_ID")
        ? 15_000 + number("SLURM_JOB_ID", 0) % 10_000
        : DEFAULT_PORT;
  }

  private int number(String name, int otherwise) {
    var text = variables.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new CollectiveException("%s must be a number, got '%s'".formatted(name, text), e);
    }
  }
}

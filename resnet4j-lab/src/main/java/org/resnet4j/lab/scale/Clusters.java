package org.resnet4j.lab.scale;

/**
 * Clusters that nobody here has, for {@link Forecast}. Of processors what one core and the way
 * between two processes take is measured; what is assumed stands here, with its source. GPUs are
 * assumed altogether.
 */
public final class Clusters {
  /** Assumed: a machine of a usual cloud. */
  private static final int CORES = 64;

  /** Assumed: what many cores that share caches and memory reach beside one. */
  private static final double TOGETHER = 0.8;

  /** Assumed: through two switches and the kernel. */
  private static final double HOP = 40e-6;

  /**
   * 419 unexpected interruptions of 16,384 GPUs in 54 days (Grattafiori et al. 2024, "The Llama 3
   * Herd of Models", section 3.3.4); of processors taken to be the same.
   */
  private static final double HOURS = 54 * 24 * 16_384 / 419.0;

  /** Assumed: finding the failure, starting, joining, reading the checkpoint, compiling. */
  private static final double RESTART = 60;

  /** Assumed: weights, their average and the optimiser's state at 1 GB/s. */
  private static final double BYTES_PER_PARAMETER = 12e-9;

  /**
   * One A100 in mixed precision with ResNet-50 at 224 pixels, images a second: NVIDIA's
   * DeepLearningExamples, ResNet50 v1.5 for PyTorch, training performance of a DGX A100.
   */
  private static final double A100 = 2_470;

  private static final double RESNET50 = 4_089_184_256.0;
  private static final int GPUS = 8;

  /** Assumed: NVLink, and a hop between kernels. */
  private static final Link NVLINK = new Link("NVLink", 300e9, 5e-6, 0);

  /** Assumed: 16 cores for each GPU. */
  private static final int CORES_PER_GPU = 16;

  private Clusters() {}

  /**
   * Machines of 64 cores like those that were measured.
   *
   * @param measured what a core and the way take
   * @param work of a network
   * @param gigabits a second, of the link between two machines
   * @return the cluster
   */
  public static Cluster processors(Measurements measured, Workload work, double gigabits) {
    var core = measured.thread(work);
    double all = CORES * TOGETHER;
    var node =
        new Replica(
            "a machine of " + CORES + " cores",
            CORES,
            core.stepSeconds() / all,
            core.multiplyAddsPerSecond() * all,
            core.jitter(),
            reading(work, all));
    double perByte = measured.link(Measurements.LOOPBACK).workPerByte();
    var link = link(gigabits, HOP, perByte);
    return new Cluster(node, 1, 0, link, link, wear(work));
  }

  /**
   * Machines of 8 GPUs that share a link.
   *
   * @param measured how fast a core decodes, and how steps vary
   * @param work of a network
   * @param gigabits a second, of the link between two machines
   * @return the cluster
   */
  public static Cluster gpus(Measurements measured, Workload work, double gigabits) {
    var gpu =
        new Replica(
            "a GPU",
            1,
            0.002,
            A100 * 3 * RESNET50,
            measured.jitter(),
            reading(work, CORES_PER_GPU));
    var between = link(gigabits, 10e-6, 0);
    return new Cluster(gpu, GPUS, 0, NVLINK, between, wear(work));
  }

  private static double reading(Workload work, double cores) {
    return work.photographs() ? cores * Measurements.PICTURES : Double.POSITIVE_INFINITY;
  }

  private static Link link(double gigabits, double hop, double work) {
    return new Link(Math.round(gigabits) + " Gbit/s", Link.bytesPerSecond(gigabits), hop, work);
  }

  private static Wear wear(Workload work) {
    return new Wear(HOURS, RESTART, BYTES_PER_PARAMETER * work.parameters());
  }
}

package org.resnet4j.lab.scale;

/**
 * How gradients travel.
 *
 * @param summation over all workers, or over machines
 * @param bytesPerGradient 4; 2 where they are rounded to 16 bits on the way
 * @param byMachine whether the workers of a machine sum first, and each then sums its part of the
 *     gradients with its peers of the other machines
 * @param syncNorms whether batch norms exchange their sums, forward and backward
 */
public record Exchange(
    Summation summation, int bytesPerGradient, boolean byMachine, boolean syncNorms) {
  /** What resnet4j does: Gloo's ring over all, in 32 bits. */
  public static final Exchange TODAY = new Exchange(Summation.RING, 4, false, false);

  /** One sum: what the wire and the processor are busy with, and how long it is on its way. */
  record Cost(double wire, double work, double hops) {
    Cost plus(Cost other) {
      return new Cost(wire + other.wire, work + other.work, hops + other.hops);
    }

    /** Where nothing else is to be done. */
    double alone() {
      return Math.max(wire, work) + hops;
    }
  }

  Cost sum(double bytes, Cluster cluster, int workers) {
    if (workers == 1) {
      return new Cost(0, 0, 0);
    }
    double crowd = cluster.crowd(workers);
    if (!byMachine || workers <= cluster.perMachine()) {
      return sum(bytes, cluster.way(workers), workers, crowd);
    }
    int here = cluster.perMachine();
    var within = sum(bytes, cluster.inside(), here, crowd);
    var across = sum(bytes, cluster.between(), (workers + here - 1) / here, crowd);
    // each worker sums its part; those of a machine share its connection
    return within.plus(new Cost(across.wire(), across.work() / here, across.hops()));
  }

  private Cost sum(double bytes, Link link, int members, double crowd) {
    double sent = summation.sent(bytes, members);
    return new Cost(
        link.wire(sent),
        link.workPerByte() * sent * crowd,
        summation.hops(members) * link.hopSeconds());
  }
}

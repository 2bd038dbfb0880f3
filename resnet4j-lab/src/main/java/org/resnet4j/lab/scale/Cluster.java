package org.resnet4j.lab.scale;

/**
 * Many workers and what connects them.
 *
 * @param worker each of them
 * @param perMachine how many share a machine, and one connection to the others
 * @param cores of the machine that these compute on together; 0: each has its own
 * @param inside the way between workers of one machine
 * @param between the way between machines
 * @param wear what breaks
 */
public record Cluster(
    Replica worker, int perMachine, int cores, Link inside, Link between, Wear wear) {

  /** How many of the workers of a machine wait for a core while another computes, and one. */
  double crowd(int workers) {
    int here = Math.min(workers, perMachine);
    return cores == 0 ? 1 : Math.max(1, (double) here / cores);
  }

  /** The slowest way that a sum over all takes. */
  Link way(int workers) {
    return workers <= perMachine ? inside : between;
  }
}

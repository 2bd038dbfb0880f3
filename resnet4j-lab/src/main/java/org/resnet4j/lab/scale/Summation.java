package org.resnet4j.lab.scale;

/**
 * How a sum over all workers is made (Thakur, Rabenseifner and Gropp 2005, "Optimization of
 * Collective Communication Operations in MPICH"). Each is a reduce-scatter and an all-gather; bytes
 * are what one worker sends.
 */
public enum Summation {
  /** From neighbour to neighbour, round and round: Gloo's. */
  RING {
    @Override
    int hops(int workers) {
      return 2 * (workers - 1);
    }
  },
  /** With partners at distances 1, 2, 4, …: as many bytes, few hops. */
  HALVING {
    @Override
    int hops(int workers) {
      return 2 * (32 - Integer.numberOfLeadingZeros(workers - 1));
    }
  };

  /** How often something must have arrived before the next can be sent. */
  abstract int hops(int workers);

  /** How many bytes a worker sends. */
  final double sent(double bytes, int workers) {
    return 2 * (workers - 1.0) / workers * bytes;
  }
}

package org.resnet4j.engine.collective;

import java.util.List;

/**
 * A group of processes that compute together, as one of them sees it. Every process calls the same
 * operations in the same order with arrays of the same lengths; each operation ends when all have
 * come to it, and leaves the same bits in all of them.
 *
 * <p>For one thread at a time. Where another process dies, stops answering or {@linkplain #abort
 * gives up}, the operation that waits for it ends within seconds with a {@link
 * CollectiveException}, and so does every later one.
 */
public interface Collective extends AutoCloseable {
  /** {@return this process's number, from 0} */
  int rank();

  /** {@return how many processes there are} */
  int size();

  /**
   * Begins to replace each array by its sum over all processes. Sums that were begun one after
   * another may be under way at the same time, while this process computes.
   *
   * @param arrays neither read nor written by the caller until {@link Sum#await}
   * @return the sum under way
   * @throws CollectiveException if the group has failed
   */
  Sum beginSum(List<float[]> arrays);

  /**
   * Replaces the array by its sum over all processes.
   *
   * @param values this process's numbers; afterwards the sums
   * @throws CollectiveException if the group has failed
   */
  default void sum(float[] values) {
    beginSum(List.of(values)).await();
  }

  /**
   * Replaces the array by its sum over all processes.
   *
   * @param values this process's numbers; afterwards the sums
   * @throws CollectiveException if the group has failed
   */
  void sum(double[] values);

  /**
   * Replaces the array by that of one process.
   *
   * @param values of the root's are kept, those of the others are overwritten
   * @param root whose numbers all get
   * @throws CollectiveException if the group has failed
   */
  void broadcast(float[] values, int root);

  /**
   * Waits until all processes are here.
   *
   * @throws CollectiveException if the group has failed
   */
  void barrier();

  /**
   * Tells the others that this process cannot go on: whatever they wait for ends with this
   * sentence. Again: nothing.
   *
   * @param sentence why
   */
  void abort(String sentence);

  /** Leaves the group; again: nothing. */
  @Override
  void close();

  /** A sum under way. */
  interface Sum {
    /**
     * Waits until the arrays hold the sums.
     *
     * @throws CollectiveException if the group has failed
     */
    void await();
  }
}

package org.resnet4j.engine.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.CollectiveException;

/** A group of threads instead of processes, for tests: sums are made in the order of the ranks. */
public final class ThreadedCollective implements Collective {
  private static final long PATIENCE_SECONDS = 30;

  /** What the threads share. */
  private static final class Table {
    final CyclicBarrier barrier;
    final Object[] arrays;
    volatile boolean failed;

    Table(int size) {
      barrier = new CyclicBarrier(size);
      arrays = new Object[size];
    }

    void fail() {
      failed = true;
      barrier.reset();
    }
  }

  private final Table table;
  private final int rank;
  private int exchanges;

  private ThreadedCollective(Table table, int rank) {
    this.table = table;
    this.rank = rank;
  }

  /** Runs every member's work at the same time and returns what each came to. */
  public static <T> List<T> run(int size, Function<ThreadedCollective, T> work) throws Exception {
    var table = new Table(size);
    var calls = new ArrayList<Callable<T>>();
    for (int rank = 0; rank < size; rank++) {
      var member = new ThreadedCollective(table, rank);
      calls.add(
          () -> {
            try {
              return work.apply(member);
            } catch (Throwable e) {
              table.fail();
              throw e;
            }
          });
    }
    var results = new ArrayList<T>();
    try (var threads = Executors.newFixedThreadPool(size)) {
      for (var future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    }
    return results;
  }

  /** How many sums and broadcasts this member has made. */
  public int exchanges() {
    return exchanges;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return table.arrays.length;
  }

  @Override
  public Sum beginSum(List<float[]> arrays) {
    var wide = arrays.stream().map(ThreadedCollective::wide).toList();
    return new Sum() {
      private boolean done;

      @Override
      public void await() {
        if (!done) {
          done = true;
          for (int i = 0; i < wide.size(); i++) {
            sum(wide.get(i));
            narrow(wide.get(i), arrays.get(i));
          }
        }
      }
    };
  }

  private static double[] wide(float[] values) {
    var wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static void narrow(double[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
  }

  @Override
  public void sum(double[] values) {
    exchanges++;
    table.arrays[rank] = values;
    barrier();
    var sum = new double[values.length];
    for (var array : table.arrays) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += ((double[]) array)[i];
      }
    }
    barrier();
    System.arraycopy(sum, 0, values, 0, sum.length);
  }

  @Override
  public void broadcast(float[] values, int root) {
    exchanges++;
    table.arrays[rank] = values;
    barrier();
    var source = ((float[]) table.arrays[root]).clone();
    barrier();
    System.arraycopy(source, 0, values, 0, source.length);
  }

  @Override
  public void barrier() {
    try {
      if (table.failed) {
        throw new IllegalStateException("it has failed");
      }
      table.barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new CollectiveException("a thread of the group did not come", e);
    }
  }

  @Override
  public void abort(String sentence) {
    table.fail();
  }

  @Override
  public void close() {}
}

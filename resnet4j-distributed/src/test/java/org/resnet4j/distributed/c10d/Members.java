package org.resnet4j.distributed.c10d;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.Collectives;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.engine.collective.ReservedPort;

/** A group whose members are threads of this process, each with connections of its own. */
public final class Members {
  private Members() {}

  /** What each member's work came to. */
  public static <T> List<T> run(int size, Function<Collective, T> work) throws Exception {
    try (var port = ReservedPort.take()) {
      return run(size, port.number(), work);
    }
  }

  private static <T> List<T> run(int size, int port, Function<Collective, T> work)
      throws Exception {
    return run(
        IntStream.range(0, size)
            .mapToObj(rank -> new Rendezvous(rank, size, rank, size, "127.0.0.1", port, false, 0))
            .toList(),
        work);
  }

  /** The same of members that are told where they meet. */
  static <T> List<T> run(List<Rendezvous> told, Function<Collective, T> work) throws Exception {
    var calls = new ArrayList<Callable<T>>();
    for (var here : told) {
      calls.add(
          () -> {
            try (var group = Collectives.join(here)) {
              return work.apply(group);
            }
          });
    }
    var results = new ArrayList<T>();
    try (var threads = Executors.newFixedThreadPool(told.size())) {
      for (var future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    }
    return results;
  }
}

package org.resnet4j.vector.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.memory.TaskSequence;

/** Runs tasks on so many threads, items in the order in which threads come for them. */
final class TaskRunner {
  private TaskRunner() {}

  static void run(TaskSequence pass, int threads) {
    pass.prepare().forEach(task -> run(task, threads));
    pass.compute().forEach(task -> run(task, threads));
  }

  static void run(Task task, int threads) {
    if (threads == 1) {
      for (int item = 0; item < task.items(); item++) {
        task.run(item, 0);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int worker = 0; worker < threads; worker++) {
      int id = worker;
      workers.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((t, e) -> failures.add(e))
              .start(
                  () -> {
                    int item;
                    while ((item = next.getAndIncrement()) < task.items()) {
                      task.run(item, id);
                    }
                  }));
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.get(0));
    }
  }
}

package org.resnet4j.vector.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Work;

class ThreadPoolTest {

  @Test
  void everyItemIsDoneOnceAndPhasesDoNotMix() {
    try (var pool = new ThreadPool(4)) {
      var counts = new AtomicIntegerArray(1000);
      var phase = new int[1];
      var failures = new AtomicIntegerArray(1);
      Task count = Work.each(1000, counts::incrementAndGet);
      Task next = Work.each(1, i -> phase[0]++);
      for (int round = 1; round <= 200; round++) {
        int expected = round;
        Task check =
            Work.each(
                1000,
                i -> {
                  if (counts.get(i) != expected || phase[0] != expected) {
                    failures.incrementAndGet(0);
                  }
                });
        pool.run(new Task[] {count, next, check});
      }
      assertThat(failures.get(0)).isZero();
    }
  }

  @Test
  void aFailureInAnItemReachesTheCaller() {
    try (var pool = new ThreadPool(2)) {
      Task failing =
          Work.each(
              10,
              i -> {
                if (i == 7) {
                  throw new IllegalArgumentException("seven");
                }
              });
      assertThatThrownBy(() -> pool.run(new Task[] {failing})).hasMessageContaining("seven");
      var counts = new AtomicIntegerArray(10);
      pool.run(new Task[] {Work.each(10, counts::incrementAndGet)});
      assertThat(counts.get(9)).isEqualTo(1);
    }
  }
}

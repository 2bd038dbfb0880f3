package org.resnet4j.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.resnet4j.data.ImageShape;

@Timeout(60)
final class CallDeadlinesTest {
  private static final long MILLI = 1_000_000;

  private static Call call() {
    var shape = new ImageShape(1, 1, 1);
    return new Call(new float[1], shape, false, 0, new CompletableFuture<>());
  }

  private static Call ending(CallDeadlines deadlines, long millis) {
    var call = call();
    deadlines.add(List.of(call), System.nanoTime() + millis * MILLI);
    return call;
  }

  private static void isLate(Call call) {
    assertThatThrownBy(() -> call.answer().get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void eachEndsInItsTimeWhoeverCameFirst() throws Exception {
    try (var deadlines = new CallDeadlines()) {
      var last = ending(deadlines, 3_600_000);
      Thread.sleep(50); // it sleeps until that one
      var soon = ending(deadlines, 60);
      var sooner = ending(deadlines, 30);
      isLate(sooner);
      isLate(soon);
      isLate(ending(deadlines, 0));
      assertThat(last.answer()).isNotDone();
    }
  }

  @Test
  void whatIsRemovedOrAnsweredStaysAsItIs() throws Exception {
    try (var deadlines = new CallDeadlines()) {
      var removed = ending(deadlines, 500);
      deadlines.remove(List.of(removed));
      var answered = ending(deadlines, 500);
      answered.answer().complete(new float[] {1});
      isLate(ending(deadlines, 600));
      assertThat(removed.answer()).isNotDone();
      assertThat(answered.answer().get()).containsExactly(1);
    }
  }
}

package org.resnet4j.vector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

class MaxPoolTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the test itself needs to go through the items. */
  private static final long LEAST = 2048;

  @ParameterizedTest
  @CsvSource({
    "1, 20, 57, 61, 3, 2, 1",
    "2, 20, 15, 13, 3, 2, 1",
    "1, 16, 12, 14, 2, 2, 0",
    "3, 6, 28, 28, 2, 2, 0",
    "2, 33, 9, 7, 3, 1, 1",
    "1, 4, 11, 11, 5, 3, 2",
  })
  void maximaAreTheDefinition(
      int n, int channels, int height, int width, int kernel, int stride, int padding) {
    var in = new Layout(n, channels, height, width);
    var out =
        new Layout(
            n,
            channels,
            (height + 2 * padding - kernel) / stride + 1,
            (width + 2 * padding - kernel) / stride + 1);
    var random = new Random(1);
    var x = new float[in.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() - 2;
    }
    var y = new float[out.size()];
    var task =
        new MaxPool(in, out, new MaxPool2d(kernel, stride, padding, false))
            .forward(Loops.BEST, new Span(x), new Span(y));
    run(task);
    var expected = new float[y.length];
    int lanes = Lanes.LANES;
    for (int plane = 0; plane < n * in.blocks(); plane++) {
      for (int p = 0; p < out.pixels() * lanes; p++) {
        int top = p / lanes / out.width() * stride - padding;
        int left = p / lanes % out.width() * stride - padding;
        float best = Float.NEGATIVE_INFINITY;
        for (int i = Math.max(0, top); i < Math.min(height, top + kernel); i++) {
          for (int j = Math.max(0, left); j < Math.min(width, left + kernel); j++) {
            best = Math.max(best, x[plane * in.plane() + (i * width + j) * lanes + p % lanes]);
          }
        }
        expected[plane * out.plane() + p] = best;
      }
    }
    assertThat(Arrays.equals(y, expected)).isTrue();
    assertThat(allocated(task)).isLessThanOrEqualTo(LEAST);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 20, 15, 13, 3, 2, 1, false",
    "2, 20, 15, 13, 3, 2, 1, true",
    "3, 6, 28, 28, 2, 2, 0, false",
    "3, 6, 28, 28, 2, 2, 0, true",
    "1, 16, 13, 15, 2, 2, 0, true",
    "2, 33, 9, 7, 3, 1, 1, true",
  })
  void theGradientGoesToTheFirstMaximum(
      int n,
      int channels,
      int height,
      int width,
      int kernel,
      int stride,
      int padding,
      boolean masked) {
    var in = new Layout(n, channels, height, width);
    var out =
        new Layout(
            n,
            channels,
            (height + 2 * padding - kernel) / stride + 1,
            (width + 2 * padding - kernel) / stride + 1);
    var random = new Random(1);
    var x = new float[in.size()];
    for (int i = 0; i < x.length; i++) {
      // few values, so that maxima are equal, and some windows without a positive one
      x[i] = random.nextInt(4) - 2;
    }
    var dy = new float[out.size()];
    for (int i = 0; i < dy.length; i++) {
      dy[i] = random.nextInt(9) - 4;
    }
    var y = new float[out.size()];
    var dx = new float[in.size()];
    Arrays.fill(dx, 7);
    var pool = new MaxPool(in, out, new MaxPool2d(kernel, stride, padding, false));
    run(pool.forward(Loops.BEST, new Span(x), new Span(y)));
    var task = pool.backward(new Span(x), new Span(y), new Span(dy), new Span(dx), masked);
    run(task);
    var expected = new float[dx.length];
    int lanes = Lanes.LANES;
    for (int plane = 0; plane < n * in.blocks(); plane++) {
      for (int p = 0; p < out.pixels() * lanes; p++) {
        int top = p / lanes / out.width() * stride - padding;
        int left = p / lanes % out.width() * stride - padding;
        int first = -1;
        for (int i = Math.max(0, top); i < Math.min(height, top + kernel); i++) {
          for (int j = Math.max(0, left); j < Math.min(width, left + kernel); j++) {
            int at = plane * in.plane() + (i * width + j) * lanes + p % lanes;
            first = first < 0 || x[at] > x[first] ? at : first;
          }
        }
        expected[first] += masked && x[first] <= 0 ? 0 : dy[plane * out.plane() + p];
      }
    }
    assertThat(Arrays.equals(dx, expected)).isTrue();
    assertThat(allocated(task)).isLessThanOrEqualTo(LEAST);
  }

  private static void run(Task task) {
    for (int item = 0; item < task.items(); item++) {
      task.run(item, 0);
    }
  }

  /** Bytes of the task once it is compiled: vectors that have become objects show. */
  private static long allocated(Task task) {
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + 60_000_000_000L;
    while (least > LEAST && System.nanoTime() < end) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run(task);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}

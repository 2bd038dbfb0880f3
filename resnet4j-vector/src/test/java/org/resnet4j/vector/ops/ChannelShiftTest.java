package org.resnet4j.vector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

class ChannelShiftTest {

  @Property(tries = 200)
  void channelsGoWhereTheShiftSays(
      @ForAll @IntRange(min = 1, max = 40) int in,
      @ForAll @IntRange(min = 1, max = 40) int out,
      @ForAll @IntRange(min = -20, max = 20) int shift) {
    var from = new Layout(2, in, 3, 2);
    var to = new Layout(2, out, 3, 2);
    var x = numbered(from);
    var y = new Span(new float[to.size()], 0);
    run(new ChannelShift(from, to, shift).assign(x, y));
    assertMoved(from, to, shift, 1, x, y);
  }

  @Property(tries = 100)
  void optionATakesEveryOtherPixel(
      @ForAll @IntRange(min = 1, max = 20) int in,
      @ForAll @IntRange(min = 1, max = 20) int more,
      @ForAll @IntRange(min = 1, max = 7) int size) {
    var from = new Layout(2, in, size, size);
    var to = new Layout(2, in + more, (size + 1) / 2, (size + 1) / 2);
    var x = numbered(from);
    var y = new Span(new float[to.size()], 0);
    run(new ChannelShift(from, to, more / 2).subsample(x, y, 2));
    assertMoved(from, to, more / 2, 2, x, y);
  }

  @Property(tries = 100)
  void itsGradientIsItsTranspose(
      @ForAll @IntRange(min = 1, max = 20) int in,
      @ForAll @IntRange(min = 1, max = 20) int more,
      @ForAll @IntRange(min = 1, max = 7) int size) {
    var from = new Layout(2, in, size, size);
    var to = new Layout(2, in + more, (size + 1) / 2, (size + 1) / 2);
    var x = numbered(from);
    var y = new Span(new float[to.size()], 0);
    run(new ChannelShift(from, to, more / 2).subsample(x, y, 2));
    var dy = numbered(to);
    var dx = new Span(new float[from.size()], 0);
    run(new ChannelShift(to, from, -(more / 2)).spread(dy, dx, 2));
    assertThat(dot(x, dx)).isEqualTo(dot(y, dy));
  }

  private static void assertMoved(Layout from, Layout to, int shift, int stride, Span x, Span y) {
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < to.channels(); c++) {
        for (int row = 0; row < to.height(); row++) {
          for (int column = 0; column < to.width(); column++) {
            boolean inside = c - shift >= 0 && c - shift < from.channels();
            float expected =
                inside ? x.data()[from.index(n, c - shift, row * stride, column * stride)] : 0;
            assertThat(y.data()[to.index(n, c, row, column)]).isEqualTo(expected);
          }
        }
      }
    }
  }

  /** Whole numbers from 1 in the real channels, 0 in those that fill the last block up. */
  private static Span numbered(Layout layout) {
    var data = new float[layout.size()];
    int next = 1;
    for (int n = 0; n < layout.n(); n++) {
      for (int c = 0; c < layout.channels(); c++) {
        for (int pixel = 0; pixel < layout.pixels(); pixel++) {
          data[layout.index(n, c, 0, pixel)] = next++;
        }
      }
    }
    return new Span(data, 0);
  }

  private static double dot(Span a, Span b) {
    double sum = 0;
    for (int i = 0; i < a.data().length; i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }

  private static void run(Task task) {
    for (int i = 0; i < task.items(); i++) {
      task.run(i, 0);
    }
  }
}

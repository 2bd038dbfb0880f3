package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any shape, any algorithm that {@link Convolutions#choose} picks: the definition holds. */
class ShapesTest {

  @Property(tries = 60)
  void everyShapeIsComputed(
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll @IntRange(min = 1, max = 20) int in,
      @ForAll @IntRange(min = 1, max = 20) int out,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 5) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 2) int padding,
      @ForAll @IntRange(min = 1, max = 3) int groups) {
    int side = Math.max(kernel - 2 * padding, 1);
    var s =
        new ConvolutionShape(
            n,
            in * groups,
            out * groups,
            Math.max(height, side),
            Math.max(width, side),
            kernel,
            stride,
            padding,
            groups);
    double[] x = Loops.random(s.n() * s.in() * s.height() * s.width(), 1);
    double[] dy = Loops.random(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
    float[] w = Loops.floats(Loops.random(s.weights(), 3));
    Algorithm a = Convolutions.choose(s);
    Scratch scratch = new Scratch(1);
    float[] y = new float[s.output().size()];
    float[] dx = new float[s.input().size()];
    float[] dw = new float[s.weights()];
    Reader input = Reader.plain(new Span(Loops.blocked(s.input(), x)));
    Reader gradient = Reader.plain(new Span(Loops.blocked(s.output(), dy)));
    Span weights = new Span(w);
    Writer to = Writer.to(new Span(y));
    Writer back = Writer.to(new Span(dx));
    Pool.run(Convolutions.forward(s, a, input, weights, to, Span.NONE, scratch), 1);
    Pool.run(Convolutions.inputGradient(s, a, gradient, weights, back, scratch), 1);
    Pool.run(Convolutions.weightGradient(s, a, input, gradient, new Span(dw), false, scratch), 1);
    assertThat(Loops.error(Loops.forward(s, x, w), Loops.plain(s.output(), y))).isLessThan(2e-5);
    assertThat(Loops.error(Loops.inputGradient(s, dy, w), Loops.plain(s.input(), dx)))
        .isLessThan(2e-5);
    assertThat(Loops.error(Loops.weightGradient(s, x, dy), Loops.doubles(dw))).isLessThan(2e-5);
  }
}

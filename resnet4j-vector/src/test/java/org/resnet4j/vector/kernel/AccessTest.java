package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Sums;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** What readers and writers do on the way is what separate passes would do. */
class AccessTest {

  static Stream<ConvolutionShape> shapes() {
    return Stream.of(
        new ConvolutionShape(2, 16, 16, 12, 10, 3, 1, 1),
        new ConvolutionShape(20, 16, 16, 34, 33, 3, 1, 1),
        new ConvolutionShape(9, 32, 16, 16, 16, 3, 1, 1),
        new ConvolutionShape(1, 96, 100, 7, 9, 3, 1, 1),
        new ConvolutionShape(1, 96, 100, 20, 18, 3, 1, 1),
        new ConvolutionShape(2, 20, 24, 9, 11, 3, 2, 1),
        new ConvolutionShape(3, 32, 40, 5, 7, 1, 1, 0),
        new ConvolutionShape(2, 300, 80, 9, 11, 1, 1, 0),
        new ConvolutionShape(1, 260, 40, 5, 5, 1, 1, 0),
        new ConvolutionShape(2, 40, 72, 21, 20, 3, 2, 1),
        new ConvolutionShape(2, 3, 20, 17, 15, 7, 2, 3),
        new ConvolutionShape(5, 512, 130, 1, 1, 1, 1, 0));
  }

  /** Operands of a convolution between two batch norms, over (N, C, H, W). */
  private static final class Case {
    final ConvolutionShape s;
    final double[] x;
    final double[] y;
    final double[] g;
    final double[] in;
    final double[] out;
    final float[] w;

    Case(ConvolutionShape shape) {
      s = shape;
      x = ReferenceConvolution.random(s.n() * s.in() * s.height() * s.width(), 1);
      y = ReferenceConvolution.random(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
      g = ReferenceConvolution.random(y.length, 3);
      in = ReferenceConvolution.random(s.in() * 2, 4);
      out = ReferenceConvolution.random(s.out() * 3, 5);
      w = ReferenceConvolution.floats(ReferenceConvolution.random(s.weights(), 6));
    }

    double[] normalised() {
      double[] to = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int c = i / (s.height() * s.width()) % s.in();
        to[i] = Math.max(0, in[c] * x[i] + in[s.in() + c]);
      }
      return to;
    }

    double[] gradient() {
      double[] to = new double[y.length];
      int k = s.out();
      for (int i = 0; i < y.length; i++) {
        int c = i / (s.outHeight() * s.outWidth()) % k;
        to[i] = out[c] * g[i] + out[k + c] * y[i] + out[2 * k + c];
      }
      return to;
    }

    Reader input() {
      return Reader.affine(
          new Span(ReferenceConvolution.blocked(s.input(), x)),
          channels(in, 0, s.in()),
          channels(in, 1, s.in()),
          true);
    }

    Reader outputGradient() {
      int k = s.out();
      return Reader.normGradient(
          new Span(ReferenceConvolution.blocked(s.output(), g)),
          new Span(ReferenceConvolution.blocked(s.output(), y)),
          channels(out, 0, k),
          channels(out, 1, k),
          channels(out, 2, k));
    }
  }

  private static Span channels(double[] values, int row, int count) {
    float[] to = new float[Lanes.padded(count)];
    for (int c = 0; c < count; c++) {
      to[c] = (float) values[row * count + c];
    }
    return new Span(to);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void statisticsAndNormalisationCostNoPass(ConvolutionShape s) {
    Case c = new Case(s);
    float[] y = new float[s.output().size()];
    Sums sums = new Sums(s.out());
    TaskSequence pass =
        Convolutions.forward(
            s,
            Convolutions.choose(s),
            c.input(),
            new Span(c.w),
            Writer.to(new Span(y)).statistics(sums),
            Span.NONE,
            new Scratch(1));
    TaskRunner.run(pass, 1);
    double[] expected = ReferenceConvolution.forward(s, c.normalised(), c.w);
    assertThat(ReferenceConvolution.error(expected, ReferenceConvolution.plain(s.output(), y)))
        .isLessThan(1e-5);
    double[] sum = new double[s.out()];
    double[] square = new double[s.out()];
    double[] gotSum = new double[s.out()];
    double[] gotSquare = new double[s.out()];
    for (int i = 0; i < expected.length; i++) {
      int k = i / (s.outHeight() * s.outWidth()) % s.out();
      sum[k] += expected[i];
      square[k] += expected[i] * expected[i];
    }
    for (int k = 0; k < s.out(); k++) {
      gotSum[k] = sums.sum(k);
      gotSquare[k] = sums.product(k);
    }
    assertThat(ReferenceConvolution.error(sum, gotSum)).isLessThan(1e-5);
    assertThat(ReferenceConvolution.error(square, gotSquare)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void predictionAddsBiasAndResidualAndTakesThePositivePart(ConvolutionShape s) {
    Case c = new Case(s);
    float[] y = new float[s.output().size()];
    Span bias = channels(c.out, 0, s.out());
    Span packed = packed(s);
    TaskSequence pass =
        Convolutions.forward(
            s,
            Convolutions.choose(s),
            Reader.plain(new Span(ReferenceConvolution.blocked(s.input(), c.x))),
            new Span(c.w),
            Writer.to(new Span(y))
                .bias(bias)
                .plus(new Span(ReferenceConvolution.blocked(s.output(), c.g)))
                .relu(),
            packed,
            new Scratch(1));
    TaskRunner.run(pass, 1);
    double[] expected = ReferenceConvolution.forward(s, c.x, c.w);
    for (int i = 0; i < expected.length; i++) {
      int k = i / (s.outHeight() * s.outWidth()) % s.out();
      expected[i] = Math.max(0, expected[i] + bias.data()[k] + c.g[i]);
    }
    assertThat(ReferenceConvolution.error(expected, ReferenceConvolution.plain(s.output(), y)))
        .isLessThan(1e-5);
  }

  private static Span packed(ConvolutionShape s) {
    int size = Convolutions.packedFloats(s, Convolutions.choose(s));
    return size == 0 ? Span.NONE : new Span(new float[size + 3], 3);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void inputGradientJoinsMasksAndSums(ConvolutionShape s) {
    Case c = new Case(s);
    float[] dx = ReferenceConvolution.blocked(s.input(), c.x);
    Span m =
        new Span(
            ReferenceConvolution.blocked(s.input(), ReferenceConvolution.random(c.x.length, 9)));
    double[] mask = ReferenceConvolution.plain(s.input(), m.data());
    Sums sums = new Sums(s.in());
    Span scale = channels(c.in, 0, s.in());
    Span shift = channels(c.in, 1, s.in());
    TaskSequence pass =
        Convolutions.inputGradient(
            s,
            Convolutions.choose(s),
            c.outputGradient(),
            new Span(c.w),
            Writer.to(new Span(dx)).accumulate().mask(m, scale, shift).statistics(sums, m),
            new Scratch(1));
    TaskRunner.run(pass, 1);
    double[] expected = ReferenceConvolution.inputGradient(s, c.gradient(), c.w);
    double[] sum = new double[s.in()];
    double[] product = new double[s.in()];
    for (int i = 0; i < expected.length; i++) {
      int k = i / (s.height() * s.width()) % s.in();
      boolean positive = c.in[k] * mask[i] + c.in[s.in() + k] > 0;
      expected[i] = positive ? expected[i] + c.x[i] : 0;
      sum[k] += expected[i];
      product[k] += expected[i] * mask[i];
    }
    assertThat(ReferenceConvolution.error(expected, ReferenceConvolution.plain(s.input(), dx)))
        .isLessThan(1e-5);
    double[] gotSum = new double[s.in()];
    double[] gotProduct = new double[s.in()];
    for (int k = 0; k < s.in(); k++) {
      gotSum[k] = sums.sum(k);
      gotProduct[k] = sums.product(k);
    }
    assertThat(ReferenceConvolution.error(sum, gotSum)).isLessThan(1e-5);
    assertThat(ReferenceConvolution.error(product, gotProduct)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void weightGradientReadsThroughBothNormsAndAccumulates(ConvolutionShape s) {
    Case c = new Case(s);
    float[] dw = c.w.clone();
    TaskSequence pass =
        Convolutions.weightGradient(
            s,
            Convolutions.choose(s),
            c.input(),
            c.outputGradient(),
            new Span(dw),
            true,
            new Scratch(1));
    TaskRunner.run(pass, 1);
    double[] expected = ReferenceConvolution.weightGradient(s, c.normalised(), c.gradient());
    for (int i = 0; i < dw.length; i++) {
      expected[i] += c.w[i];
    }
    assertThat(ReferenceConvolution.error(expected, ReferenceConvolution.doubles(dw)))
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void resultsDoNotDependOnThreads(ConvolutionShape s) {
    float[][] one = all(s, 1);
    for (int threads : new int[] {2, 3, 8}) {
      float[][] many = all(s, threads);
      for (int i = 0; i < one.length; i++) {
        assertThat(many[i]).isEqualTo(one[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bothGradientsInOneGoAreThoseAlone(ConvolutionShape s) {
    Case c = new Case(s);
    Algorithm a = Convolutions.choose(s);
    float[][] alone = all(s, 1);
    for (int threads : new int[] {1, 2, 8}) {
      float[] dx = new float[s.input().size()];
      float[] dw = new float[s.weights()];
      TaskSequence pass =
          Convolutions.gradients(
              s,
              a,
              c.input(),
              c.outputGradient(),
              new Span(c.w),
              new Span(dw),
              false,
              Writer.to(new Span(dx)),
              new Scratch(threads));
      TaskRunner.run(pass, threads);
      assertThat(dx).isEqualTo(alone[1]);
      assertThat(dw).isEqualTo(alone[2]);
    }
  }

  private static float[][] all(ConvolutionShape s, int threads) {
    Case c = new Case(s);
    Scratch scratch = new Scratch(threads);
    Algorithm a = Convolutions.choose(s);
    Sums sums = new Sums(s.out());
    float[] y = new float[s.output().size()];
    float[] dx = new float[s.input().size()];
    float[] dw = new float[s.weights()];
    Span w = new Span(c.w);
    Writer to = Writer.to(new Span(y)).statistics(sums);
    Writer back = Writer.to(new Span(dx));
    TaskRunner.run(Convolutions.forward(s, a, c.input(), w, to, Span.NONE, scratch), threads);
    TaskRunner.run(Convolutions.inputGradient(s, a, c.outputGradient(), w, back, scratch), threads);
    TaskRunner.run(
        Convolutions.weightGradient(
            s, a, c.input(), c.outputGradient(), new Span(dw), false, scratch),
        threads);
    float[] statistics = new float[s.out()];
    for (int k = 0; k < s.out(); k++) {
      statistics[k] = (float) (sums.sum(k) + sums.product(k));
    }
    return new float[][] {y, dx, dw, statistics};
  }
}

package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.microkernel.PairRounding;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * Products of bfloat16 in their three directions, of numbers that bfloat16 holds, against plain
 * loops in double precision: nothing but the sums is rounded.
 */
class PairProductsTest {
  @BeforeEach
  void withVectorsOfSixteenLanes() {
    assumeTrue(Lanes.LANES == 16, "kernels of pairs take 16 lanes");
  }

  static Stream<ConvolutionShape> shapes() {
    return ConvolutionsTest.shapes();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyDirectionIsTheDefinition(ConvolutionShape s) {
    var computed = computed(s, 1);
    var x = exact(s.n() * s.in() * s.height() * s.width(), 1);
    var dy = exact(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
    var w = ReferenceConvolution.floats(exact(s.weights(), 3));
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.forward(s, x, w),
                ReferenceConvolution.plain(s.output(), computed[0])))
        .isLessThan(1e-5);
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.inputGradient(s, dy, w),
                ReferenceConvolution.plain(s.input(), computed[1])))
        .isLessThan(1e-5);
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.weightGradient(s, x, dy),
                ReferenceConvolution.doubles(computed[2])))
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void threadsChangeNothing(ConvolutionShape s) {
    assertThat(computed(s, 3)).isEqualTo(computed(s, 1));
  }

  /** Output, gradient of the input, gradient of the weights. */
  private static float[][] computed(ConvolutionShape s, int threads) {
    var scratch = new Scratch(threads, PlainPairs.kernels());
    var x = exact(s.n() * s.in() * s.height() * s.width(), 1);
    var dy = exact(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
    var w = new Span(ReferenceConvolution.floats(exact(s.weights(), 3)));
    var input = Reader.plain(new Span(ReferenceConvolution.blocked(s.input(), x)));
    var gradient = Reader.plain(new Span(ReferenceConvolution.blocked(s.output(), dy)));
    float[] y = new float[s.output().size()];
    float[] dx = new float[s.input().size()];
    float[] dw = new float[s.weights()];
    var a = Algorithm.BF16;
    var to = Writer.to(new Span(y));
    TaskRunner.run(Convolutions.forward(s, a, input, w, to, Span.NONE, scratch), threads);
    TaskRunner.run(
        Convolutions.inputGradient(s, a, gradient, w, Writer.to(new Span(dx)), scratch), threads);
    TaskRunner.run(
        Convolutions.weightGradient(s, a, input, gradient, new Span(dw), false, scratch), threads);
    return new float[][] {y, dx, dw};
  }

  /** Numbers that bfloat16 holds. */
  private static double[] exact(int size, long seed) {
    var random = ReferenceConvolution.random(size, seed);
    for (int i = 0; i < size; i++) {
      random[i] = Float.intBitsToFloat(Float.floatToRawIntBits((float) random[i]) & 0xFFFF0000);
    }
    return random;
  }

  @Test
  void roundingIsToNearestAndTiesAreEven() {
    float[] x = {
      1f,
      1.00390625f,
      1.01171875f,
      1.003907f,
      -1.00390625f,
      3.4e38f,
      Float.MAX_VALUE,
      -0f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      1e-30f,
      65535f,
      0.1f,
      7f,
      -3e-3f
    };
    float[] rounded = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      rounded[i] = rounded(x[i]);
    }
    float[] pairs = new float[8];
    PairRounding.rows(x, 0, 1, pairs, 0, 8);
    float[] two = new float[48];
    float[] three = new float[48];
    System.arraycopy(x, 0, three, 0, 16);
    System.arraycopy(x, 0, three, 16, 16);
    System.arraycopy(x, 0, three, 32, 16);
    PairRounding.lanes(three, 0, 3, two, 0);
    for (int i = 0; i < 8; i++) {
      assertThat((Object) PlainPairs.low(pairs[i])).isEqualTo(rounded[2 * i]);
      assertThat((Object) PlainPairs.high(pairs[i])).isEqualTo(rounded[2 * i + 1]);
    }
    for (int lane = 0; lane < 16; lane++) {
      assertThat((Object) PlainPairs.low(two[lane])).isEqualTo(rounded[lane]);
      assertThat((Object) PlainPairs.high(two[lane])).isEqualTo(rounded[lane]);
      assertThat((Object) PlainPairs.low(two[16 + lane])).isEqualTo(rounded[lane]);
      assertThat(PlainPairs.high(two[16 + lane])).isZero();
    }
    assertThat(rounded).contains(1.015625f).doesNotContain(1.01171875f);
    assertThat(rounded[1]).isEqualTo(1f);
    assertThat(rounded[3]).isEqualTo(1.0078125f);
    assertThat(rounded[6]).isEqualTo(Float.POSITIVE_INFINITY);
  }

  /** By comparing distances, in double precision. */
  private static float rounded(float x) {
    if (Float.isNaN(x) || Float.isInfinite(x)) {
      return x;
    }
    int below = Float.floatToRawIntBits(x) & 0xFFFF0000;
    double low = Float.intBitsToFloat(below);
    double step = Math.abs((double) Float.intBitsToFloat(below & 0x7F800000)) / 128;
    double high = low + Math.copySign(step, x);
    double toLow = Math.abs(x - low);
    double toHigh = Math.abs(high - x);
    boolean even = (below >>> 16 & 1) == 0;
    return toLow < toHigh || toLow == toHigh && even ? (float) low : (float) high;
  }
}

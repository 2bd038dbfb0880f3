package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** Every algorithm in its three directions against plain loops in double precision. */
class ConvolutionsTest {

  static Stream<ConvolutionShape> shapes() {
    return Stream.of(
        new ConvolutionShape(1, 1, 1, 5, 5, 3, 1, 1),
        new ConvolutionShape(2, 16, 16, 32, 32, 3, 1, 1),
        new ConvolutionShape(3, 32, 48, 7, 7, 3, 1, 1),
        new ConvolutionShape(1, 48, 40, 14, 13, 3, 1, 1),
        new ConvolutionShape(1, 16, 20, 2, 70, 3, 1, 1),
        new ConvolutionShape(1, 20, 33, 9, 70, 3, 1, 1),
        new ConvolutionShape(5, 17, 3, 1, 2, 3, 1, 1),
        new ConvolutionShape(2, 130, 120, 6, 18, 3, 1, 1),
        new ConvolutionShape(1, 128, 96, 13, 70, 3, 1, 1),
        new ConvolutionShape(2, 3, 24, 31, 29, 7, 2, 3),
        new ConvolutionShape(1, 3, 16, 67, 67, 11, 4, 2),
        new ConvolutionShape(2, 16, 32, 32, 32, 3, 2, 1),
        new ConvolutionShape(3, 64, 64, 7, 7, 3, 2, 1),
        new ConvolutionShape(2, 40, 64, 14, 14, 1, 1, 0),
        new ConvolutionShape(2, 64, 40, 56, 56, 1, 1, 0),
        new ConvolutionShape(3, 32, 64, 15, 13, 1, 2, 0),
        new ConvolutionShape(2, 32, 64, 13, 13, 5, 1, 2, 2),
        new ConvolutionShape(2, 12, 18, 8, 8, 3, 1, 1, 3),
        new ConvolutionShape(1, 1, 6, 28, 28, 5, 1, 0),
        new ConvolutionShape(3, 6, 16, 14, 14, 5, 1, 0),
        new ConvolutionShape(17, 16, 120, 5, 5, 5, 1, 0),
        new ConvolutionShape(2, 33, 20, 9, 11, 5, 2, 0),
        new ConvolutionShape(2, 7, 33, 19, 17, 3, 1, 1),
        new ConvolutionShape(2, 8, 16, 9, 30, 5, 2, 2),
        new ConvolutionShape(2, 17, 5, 2, 4, 5, 3, 2),
        new ConvolutionShape(1, 16, 16, 1, 1, 1, 1, 0),
        new ConvolutionShape(7, 5, 5, 3, 3, 3, 3, 0),
        new ConvolutionShape(7, 48, 10, 1, 1, 1, 1, 0),
        new ConvolutionShape(1, 4112, 85, 1, 1, 1, 1, 0),
        new ConvolutionShape(13, 1104, 130, 1, 1, 1, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void forwardIsTheDefinition(ConvolutionShape s) {
    double[] x = ReferenceConvolution.random(s.n() * s.in() * s.height() * s.width(), 1);
    float[] w = ReferenceConvolution.floats(ReferenceConvolution.random(s.weights(), 2));
    Span y = new Span(new float[s.output().size() + 5], 5);
    Scratch scratch = new Scratch(2);
    TaskSequence pass =
        Convolutions.forward(
            s,
            Convolutions.choose(s),
            Reader.plain(new Span(ReferenceConvolution.blocked(s.input(), x))),
            new Span(w),
            Writer.to(y),
            Span.NONE,
            scratch);
    TaskRunner.run(pass, 1);
    float[] result = java.util.Arrays.copyOfRange(y.data(), 5, y.data().length);
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.forward(s, x, w),
                ReferenceConvolution.plain(s.output(), result)))
        .isLessThan(1e-5);
    assertThat(result)
        .isEqualTo(
            ReferenceConvolution.blocked(
                s.output(), ReferenceConvolution.plain(s.output(), result)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void inputGradientIsTheDefinition(ConvolutionShape s) {
    double[] dy = ReferenceConvolution.random(s.n() * s.out() * s.outHeight() * s.outWidth(), 1);
    float[] w = ReferenceConvolution.floats(ReferenceConvolution.random(s.weights(), 2));
    float[] dx = new float[s.input().size()];
    java.util.Arrays.fill(dx, 7f);
    TaskSequence pass =
        Convolutions.inputGradient(
            s,
            Convolutions.choose(s),
            Reader.plain(new Span(ReferenceConvolution.blocked(s.output(), dy))),
            new Span(w),
            Writer.to(new Span(dx)),
            new Scratch(2));
    TaskRunner.run(pass, 1);
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.inputGradient(s, dy, w),
                ReferenceConvolution.plain(s.input(), dx)))
        .isLessThan(1e-5);
    assertThat(dx)
        .isEqualTo(
            ReferenceConvolution.blocked(s.input(), ReferenceConvolution.plain(s.input(), dx)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void weightGradientIsTheDefinition(ConvolutionShape s) {
    double[] x = ReferenceConvolution.random(s.n() * s.in() * s.height() * s.width(), 1);
    double[] dy = ReferenceConvolution.random(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
    float[] dw = new float[s.weights()];
    TaskSequence pass =
        Convolutions.weightGradient(
            s,
            Convolutions.choose(s),
            Reader.plain(new Span(ReferenceConvolution.blocked(s.input(), x))),
            Reader.plain(new Span(ReferenceConvolution.blocked(s.output(), dy))),
            new Span(dw),
            false,
            new Scratch(2));
    TaskRunner.run(pass, 1);
    assertThat(
            ReferenceConvolution.error(
                ReferenceConvolution.weightGradient(s, x, dy), ReferenceConvolution.doubles(dw)))
        .isLessThan(1e-5);
  }
}

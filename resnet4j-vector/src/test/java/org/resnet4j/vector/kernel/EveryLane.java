package org.resnet4j.vector.kernel;

import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * Every algorithm in its three directions with the lanes of this virtual machine, over shapes that
 * together reach every register block of that width. It prints a line for each shape: {@code parity
 * LANES ALGORITHM ERROR}, the error relative to the scale of the result.
 */
final class EveryLane {
  private EveryLane() {}

  static final ConvolutionShape[] SHAPES = {
    new ConvolutionShape(2, 20, 36, 9, 7, 3, 1, 1),
    new ConvolutionShape(1, 96, 100, 5, 6, 3, 1, 1),
    new ConvolutionShape(1, 96, 100, 9, 9, 3, 1, 1),
    new ConvolutionShape(2, 20, 36, 16, 20, 3, 1, 1),
    new ConvolutionShape(1, 96, 100, 20, 20, 3, 1, 1),
    new ConvolutionShape(2, 12, 20, 9, 10, 3, 2, 1),
    new ConvolutionShape(2, 20, 12, 9, 10, 3, 2, 1),
    new ConvolutionShape(1, 64, 32, 12, 28, 3, 2, 1),
    new ConvolutionShape(3, 24, 40, 5, 7, 1, 1, 0),
    new ConvolutionShape(1, 150, 72, 9, 11, 1, 1, 0),
    new ConvolutionShape(1, 3, 36, 19, 15, 7, 2, 3),
    new ConvolutionShape(2, 32, 48, 6, 6, 3, 1, 1, 2),
    new ConvolutionShape(7, 512 + Lanes.LANES, 130, 1, 1, 1, 1, 0)
  };

  public static void main(String[] args) {
    for (ConvolutionShape s : SHAPES) {
      Algorithm algorithm = Convolutions.choose(s);
      System.out.println("parity " + Lanes.LANES + " " + algorithm + " " + error(s, algorithm));
    }
  }

  static double error(ConvolutionShape s, Algorithm a) {
    double[] x = ReferenceConvolution.random(s.n() * s.in() * s.height() * s.width(), 1);
    double[] dy = ReferenceConvolution.random(s.n() * s.out() * s.outHeight() * s.outWidth(), 2);
    float[] w = ReferenceConvolution.floats(ReferenceConvolution.random(s.weights(), 3));
    Scratch scratch = new Scratch(1);
    float[] y = new float[s.output().size()];
    float[] dx = new float[s.input().size()];
    float[] dw = new float[s.weights()];
    Reader input = Reader.plain(new Span(ReferenceConvolution.blocked(s.input(), x)));
    Reader gradient = Reader.plain(new Span(ReferenceConvolution.blocked(s.output(), dy)));
    Span weights = new Span(w);
    Writer to = Writer.to(new Span(y));
    Writer back = Writer.to(new Span(dx));
    TaskRunner.run(Convolutions.forward(s, a, input, weights, to, Span.NONE, scratch), 1);
    TaskRunner.run(Convolutions.inputGradient(s, a, gradient, weights, back, scratch), 1);
    TaskRunner.run(
        Convolutions.weightGradient(s, a, input, gradient, new Span(dw), false, scratch), 1);
    double forward =
        ReferenceConvolution.error(
            ReferenceConvolution.forward(s, x, w), ReferenceConvolution.plain(s.output(), y));
    double ofInput =
        ReferenceConvolution.error(
            ReferenceConvolution.inputGradient(s, dy, w),
            ReferenceConvolution.plain(s.input(), dx));
    double ofWeights =
        ReferenceConvolution.error(
            ReferenceConvolution.weightGradient(s, x, dy), ReferenceConvolution.doubles(dw));
    return Math.max(forward, Math.max(ofInput, ofWeights));
  }
}

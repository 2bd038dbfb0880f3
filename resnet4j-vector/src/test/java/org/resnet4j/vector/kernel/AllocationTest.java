package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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

/**
 * A kernel whose vectors have become objects allocates: the bytes a thread allocates show it
 * without a clock, once the kernel is compiled.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<ConvolutionShape> shapes() {
    return Stream.of(
        new ConvolutionShape(2, 32, 32, 12, 12, 3, 1, 1),
        new ConvolutionShape(2, 96, 96, 8, 8, 3, 1, 1),
        new ConvolutionShape(2, 96, 96, 20, 20, 3, 1, 1),
        new ConvolutionShape(2, 32, 64, 14, 14, 3, 2, 1),
        new ConvolutionShape(2, 300, 80, 9, 11, 1, 1, 0),
        new ConvolutionShape(2, 3, 32, 28, 28, 7, 2, 3),
        new ConvolutionShape(8, 512, 130, 1, 1, 1, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nothingIsAllocatedOnceCompiled(ConvolutionShape s) {
    Scratch scratch = new Scratch(1);
    Algorithm a = Convolutions.choose(s);
    Span x = new Span(new float[s.input().size()]);
    Span y = new Span(new float[s.output().size()]);
    Span w = new Span(new float[s.weights()]);
    Span in = new Span(new float[Lanes.padded(s.in())]);
    Span out = new Span(new float[Lanes.padded(s.out())]);
    Reader input = Reader.affine(x, in, in, true);
    Reader gradient = Reader.normGradient(y, y, out, out, out);
    Writer to = Writer.to(new Span(new float[s.output().size()])).statistics(new Sums(s.out()));
    Writer back =
        Writer.to(new Span(new float[s.input().size()]))
            .accumulate()
            .mask(x, in, in)
            .statistics(new Sums(s.in()), x);
    TaskSequence[] passes = {
      Convolutions.forward(s, a, input, w, to, Span.NONE, scratch),
      Convolutions.inputGradient(s, a, gradient, w, back, scratch),
      Convolutions.weightGradient(s, a, input, gradient, w, false, scratch)
    };
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + 60_000_000_000L;
    while (least > LEAST && System.nanoTime() < end) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (TaskSequence pass : passes) {
        TaskRunner.run(pass, 1);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThanOrEqualTo(LEAST);
  }

  /** What the test itself needs to go through the tasks. */
  private static final long LEAST = 2048;
}

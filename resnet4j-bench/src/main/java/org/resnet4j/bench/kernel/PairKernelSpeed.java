package org.resnet4j.bench.kernel;

import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.machine.PairKernelProvider;
import org.resnet4j.vector.kernel.machine.PairKernels;
import org.resnet4j.vector.kernel.machine.ProvidedKernels;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * Products in bfloat16, in machine code, beside those in fp32 on the Vector API: layers of
 * ResNet-50 and the linear layers of AlexNet and VGG-16, on two threads.
 */
public final class PairKernelSpeed {
  private static final int THREADS = 2;

  /** Where arrays begin, so that vectors do not straddle cache lines. */
  private static final int START = 12;

  private static final int ROUNDS = 15;
  private static final double ROUND_NANOSECONDS = 15e6;

  private static final List<ConvolutionShape> LAYERS =
      List.of(
          new ConvolutionShape(1, 64, 256, 56, 56, 1, 1, 0),
          new ConvolutionShape(1, 256, 64, 56, 56, 1, 1, 0),
          new ConvolutionShape(1, 128, 512, 28, 28, 1, 1, 0),
          new ConvolutionShape(1, 1024, 256, 14, 14, 1, 1, 0),
          new ConvolutionShape(1, 256, 256, 28, 28, 3, 2, 1),
          new ConvolutionShape(1, 512, 2048, 7, 7, 1, 1, 0),
          new ConvolutionShape(8, 512, 2048, 7, 7, 1, 1, 0),
          new ConvolutionShape(1, 2048, 1000, 1, 1, 1, 1, 0),
          new ConvolutionShape(1, 9216, 4096, 1, 1, 1, 1, 0),
          new ConvolutionShape(8, 9216, 4096, 1, 1, 1, 1, 0),
          new ConvolutionShape(16, 9216, 4096, 1, 1, 1, 1, 0),
          new ConvolutionShape(32, 9216, 4096, 1, 1, 1, 1, 0),
          new ConvolutionShape(1, 25088, 4096, 1, 1, 1, 1, 0));

  private PairKernelSpeed() {}

  /** Prints a table; takes less than a minute. */
  public static void main(String[] arguments) {
    for (var provider : ServiceLoader.load(PairKernelProvider.class)) {
      provider
          .obstacle()
          .ifPresentOrElse(
              obstacle -> System.out.println(provider.description() + ": " + obstacle),
              () -> print(provider));
    }
  }

  private static void print(PairKernelProvider provider) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f products of bf16 in the time of one of fp32%n",
        provider.description(),
        provider.speed());
    System.out.println("| batch | layer | fp32, ms | bf16, ms | bf16 is … times as fast |");
    System.out.println("| ---: | --- | ---: | ---: | ---: |");
    var kernels = PairKernels.of(provider);
    try (var pool = new ThreadPool(THREADS)) {
      for (var layer : LAYERS) {
        print(layer, kernels, pool);
      }
    }
  }

  private static void print(ConvolutionShape layer, PairKernels kernels, ThreadPool pool) {
    Task[][] tasks = {
      tasks(layer, Convolutions.choose(layer), kernels, pool),
      tasks(layer, Algorithm.BF16, kernels, pool)
    };
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.min(best[i], nanoseconds(tasks[i], pool));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %.3f | %.3f | %.2f |%n",
        layer.n(),
        name(layer),
        best[0] / 1e6,
        best[1] / 1e6,
        best[0] / best[1]);
  }

  private static String name(ConvolutionShape layer) {
    return layer.height() == 1
        ? "linear, %d to %d".formatted(layer.in(), layer.out())
        : "%d × %d, %d to %d, %d × %d"
            .formatted(
                layer.kernel(),
                layer.kernel(),
                layer.in(),
                layer.out(),
                layer.outHeight(),
                layer.outWidth());
  }

  /** One call, the mean of as many as fill a round. */
  private static double nanoseconds(Task[] tasks, ThreadPool pool) {
    long start = System.nanoTime();
    long passed = 0;
    int calls = 0;
    while (passed < ROUND_NANOSECONDS) {
      pool.run(tasks);
      calls++;
      passed = System.nanoTime() - start;
    }
    return (double) passed / calls;
  }

  /** The forward direction, its weights packed. */
  private static Task[] tasks(
      ConvolutionShape layer, Algorithm algorithm, PairKernels kernels, ThreadPool pool) {
    var scratch = new Scratch(THREADS, ProvidedKernels.NONE.with(kernels));
    int floats = Convolutions.packedFloats(layer, algorithm);
    var sequence =
        Convolutions.forward(
            layer,
            algorithm,
            Reader.plain(span(layer.input().size())),
            span(layer.weights()),
            Writer.to(span(layer.output().size())),
            floats == 0 ? Span.NONE : span(floats),
            scratch);
    pool.run(sequence.prepare().toArray(Task[]::new));
    return sequence.compute().toArray(Task[]::new);
  }

  private static Span span(int floats) {
    return new Span(new float[START + floats], START);
  }
}

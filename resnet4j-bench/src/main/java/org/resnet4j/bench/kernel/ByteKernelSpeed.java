package org.resnet4j.bench.kernel;

import java.util.Locale;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.IntConsumer;
import org.resnet4j.assembler.kernel.MultiplyLoop;
import org.resnet4j.int8.kernel.ConvolutionKernel;
import org.resnet4j.int8.kernel.KernelProvider;
import org.resnet4j.int8.kernel.KernelSet;

/**
 * The speed of 8-bit kernels on ResNet-50's layers, on one thread and on two that share rows or
 * blocks of channels, beside the most that the processor multiplies.
 */
public final class ByteKernelSpeed {
  private static final int[] THREADS = {1, 2};

  /**
   * Fewer bytes of weights than these stay in the cache while rows are computed a few at a time.
   */
  private static final int WEIGHTS_THAT_STAY = 1 << 18;

  private static final int ROWS = 4;

  private ByteKernelSpeed() {}

  /** Prints a table; takes half a minute. */
  public static void main(String[] arguments) {
    for (var provider : ServiceLoader.load(KernelProvider.class)) {
      provider
          .obstacle()
          .ifPresentOrElse(
              obstacle -> System.out.println(provider.description() + ": " + obstacle),
              () -> print(provider));
    }
  }

  private static void print(KernelProvider provider) {
    System.out.println(provider.description() + ", billions of operations a second of processor");
    System.out.println("| layer | times | one thread | of the peak | two threads | of the peak |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    var peaks = peaks();
    row("nothing but products", 0, peaks, peaks);
    var seconds = new double[THREADS.length];
    double operations = 0;
    for (var layer : ByteLayer.RESNET50) {
      var rates = rates(provider, layer);
      row(layer.toString(), layer.times(), rates, peaks);
      operations += layer.times() * layer.operations();
      for (int i = 0; i < rates.length; i++) {
        seconds[i] += layer.times() * layer.operations() / rates[i];
      }
    }
    row("all", 0, new double[] {operations / seconds[0], operations / seconds[1]}, peaks);
  }

  private static void row(String name, int times, double[] rates, double[] peaks) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f %% | %.0f | %.0f %% |%n",
        name,
        times == 0 ? "" : times,
        rates[0] / 1e9,
        100 * rates[0] / peaks[0],
        rates[1] / 1e9,
        100 * rates[1] / peaks[1]);
  }

  private static double[] peaks() {
    try (var loop = MultiplyLoop.open().orElseThrow()) {
      var peaks = new double[THREADS.length];
      for (int i = 0; i < peaks.length; i++) {
        peaks[i] = ProcessorRate.of(THREADS[i], loop.operations(), thread -> loop.run());
      }
      return peaks;
    }
  }

  private static double[] rates(KernelProvider provider, ByteLayer layer) {
    try (var kernels = provider.open()) {
      var kernel = kernel(kernels, layer);
      var rates = new double[THREADS.length];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = rate(kernel, layer, THREADS[i]);
      }
      return rates;
    }
  }

  private static ConvolutionKernel kernel(KernelSet kernels, ByteLayer layer) {
    return kernels.convolution(layer.shape(), layer.weights(new Random(1))).orElseThrow();
  }

  private static double rate(ConvolutionKernel kernel, ByteLayer layer, int threads) {
    var input = new byte[layer.inputBytes()];
    new Random(2).nextBytes(input);
    var residual = new byte[layer.residual() ? layer.outputBytes() : 0];
    var output = new byte[layer.outputBytes()];
    IntConsumer work =
        layer.weightBytes() < WEIGHTS_THAT_STAY
            ? thread -> {
              int to = kernel.tiles() * (thread + 1) / threads;
              for (int row = kernel.tiles() * thread / threads; row < to; row += ROWS) {
                int end = Math.min(row + ROWS, to);
                for (int block = 0; block < kernel.blocks(); block++) {
                  kernel.run(input, 0, residual, 0, output, 0, block, row, end);
                }
              }
            }
            : thread -> {
              int end = kernel.blocks() * (thread + 1) / threads;
              for (int block = kernel.blocks() * thread / threads; block < end; block++) {
                kernel.run(input, 0, residual, 0, output, 0, block, 0, kernel.tiles());
              }
            };
    return ProcessorRate.of(threads, layer.operations() / threads, work);
  }
}

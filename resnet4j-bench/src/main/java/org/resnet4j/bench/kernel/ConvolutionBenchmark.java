package org.resnet4j.bench.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.resnet4j.vector.execution.ThreadPool;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Sums;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * A convolution in its three directions, with the batch norm and ReLU around it fused as in
 * training. {@code gflop} counts the operations of the definition, two for a multiplication and its
 * addition, whatever the algorithm makes of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {
  @Param public MeasuredConvolution convolution = MeasuredConvolution.RESNET20_16;

  @Param("2")
  public int threads;

  private ThreadPool pool = new ThreadPool(1);
  private Task[] forward = {};
  private Task[] inputGradient = {};
  private Task[] weightGradient = {};
  private double gflop;

  /** GFLOP per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Rate {
    public double gflop;
  }

  @Setup
  public void plan() {
    ConvolutionShape s = convolution.shape();
    gflop = 2e-9 * s.multiplications();
    pool = new ThreadPool(threads);
    Scratch scratch = new Scratch(threads);
    Algorithm algorithm = Convolutions.choose(s);
    Span x = random(s.input().size(), 1);
    Span weights = random(s.weights(), 2);
    Span in = random(Lanes.padded(s.in()), 3);
    Span out = random(Lanes.padded(s.out()), 4);
    Reader input =
        algorithm == Algorithm.STEM ? Reader.planes(x::data) : Reader.affine(x, in, in, true);
    Span y = random(s.output().size(), 5);
    Reader gradient = Reader.normGradient(random(s.output().size(), 6), y, out, out, out);
    Writer to = Writer.to(random(s.output().size(), 7)).statistics(new Sums(s.out()));
    Writer back =
        Writer.to(random(s.input().size(), 8)).mask(x, in, in).statistics(new Sums(s.in()), x);
    Span dw = random(s.weights(), 9);
    forward = tasks(Convolutions.forward(s, algorithm, input, weights, to, Span.NONE, scratch));
    inputGradient =
        tasks(Convolutions.inputGradient(s, algorithm, gradient, weights, back, scratch));
    weightGradient =
        tasks(Convolutions.weightGradient(s, algorithm, input, gradient, dw, false, scratch));
  }

  @TearDown
  public void close() {
    pool.close();
  }

  @Benchmark
  public void forward(Rate rate) {
    run(forward, rate);
  }

  @Benchmark
  public void inputGradient(Rate rate) {
    run(inputGradient, rate);
  }

  @Benchmark
  public void weightGradient(Rate rate) {
    run(weightGradient, rate);
  }

  private void run(Task[] tasks, Rate rate) {
    pool.run(tasks);
    rate.gflop += gflop;
  }

  private static Task[] tasks(TaskSequence sequence) {
    return Stream.concat(sequence.prepare().stream(), sequence.compute().stream())
        .toArray(Task[]::new);
  }

  /** Small values; an array large enough for a region of the heap of its own, as a plan's are. */
  private static Span random(int size, int seed) {
    float[] values = new float[Math.max(Scratch.START + size, 1 << 20)];
    Random random = new Random(seed);
    for (int i = Scratch.START; i < Scratch.START + size; i++) {
      values[i] = (float) random.nextGaussian() * 0.1f;
    }
    return new Span(values, Scratch.START);
  }
}

package org.resnet4j.vector.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Effective GFLOP/s (those of the definition) of the convolutions of ResNet-20 (32², batch 128),
 * ResNet-18 and ResNet-50 (224², batch 32), each with the batch norm and ReLU around it fused as in
 * training. Arguments: a word of the layers' names, threads, milliseconds for each measurement.
 */
final class KernelSpeed {
  record Line(String name, ConvolutionShape shape) {}

  private KernelSpeed() {}

  static final List<Line> LINES =
      List.of(
          new Line("r20-stem", new ConvolutionShape(128, 3, 16, 32, 32, 3, 1, 1)),
          new Line("r20-16", new ConvolutionShape(128, 16, 16, 32, 32, 3, 1, 1)),
          new Line("r20-16s", new ConvolutionShape(128, 16, 32, 32, 32, 3, 2, 1)),
          new Line("r20-32", new ConvolutionShape(128, 32, 32, 16, 16, 3, 1, 1)),
          new Line("r20-32s", new ConvolutionShape(128, 32, 64, 16, 16, 3, 2, 1)),
          new Line("r20-64", new ConvolutionShape(128, 64, 64, 8, 8, 3, 1, 1)),
          new Line("r18-stem", new ConvolutionShape(32, 3, 64, 224, 224, 7, 2, 3)),
          new Line("r18-64", new ConvolutionShape(32, 64, 64, 56, 56, 3, 1, 1)),
          new Line("r18-64s", new ConvolutionShape(32, 64, 128, 56, 56, 3, 2, 1)),
          new Line("r18-64d", new ConvolutionShape(32, 64, 128, 56, 56, 1, 2, 0)),
          new Line("r18-128", new ConvolutionShape(32, 128, 128, 28, 28, 3, 1, 1)),
          new Line("r18-128s", new ConvolutionShape(32, 128, 256, 28, 28, 3, 2, 1)),
          new Line("r18-256", new ConvolutionShape(32, 256, 256, 14, 14, 3, 1, 1)),
          new Line("r18-256s", new ConvolutionShape(32, 256, 512, 14, 14, 3, 2, 1)),
          new Line("r18-512", new ConvolutionShape(32, 512, 512, 7, 7, 3, 1, 1)),
          new Line("r50-64-256", new ConvolutionShape(32, 64, 256, 56, 56, 1, 1, 0)),
          new Line("r50-256-64", new ConvolutionShape(32, 256, 64, 56, 56, 1, 1, 0)),
          new Line("r50-128s", new ConvolutionShape(32, 128, 128, 56, 56, 3, 2, 1)),
          new Line("r50-256-512d", new ConvolutionShape(32, 256, 512, 56, 56, 1, 2, 0)),
          new Line("r50-128-512", new ConvolutionShape(32, 128, 512, 28, 28, 1, 1, 0)),
          new Line("r50-512-128", new ConvolutionShape(32, 512, 128, 28, 28, 1, 1, 0)),
          new Line("r50-256-1024", new ConvolutionShape(32, 256, 1024, 14, 14, 1, 1, 0)),
          new Line("r50-1024-256", new ConvolutionShape(32, 1024, 256, 14, 14, 1, 1, 0)),
          new Line("r50-512-2048", new ConvolutionShape(32, 512, 2048, 7, 7, 1, 1, 0)),
          new Line("r50-2048-512", new ConvolutionShape(32, 2048, 512, 7, 7, 1, 1, 0)),
          new Line("fc-9216", new ConvolutionShape(128, 9216, 4096, 1, 1, 1, 1, 0)),
          new Line("fc-4096", new ConvolutionShape(32, 4096, 4096, 1, 1, 1, 1, 0)),
          new Line("vgg-64", new ConvolutionShape(8, 64, 64, 224, 224, 3, 1, 1)),
          new Line("vgg-128", new ConvolutionShape(8, 128, 128, 112, 112, 3, 1, 1)),
          new Line("vgg-256", new ConvolutionShape(8, 256, 256, 56, 56, 3, 1, 1)),
          new Line("vgg-512", new ConvolutionShape(8, 512, 512, 28, 28, 3, 1, 1)),
          new Line("vgg-512b", new ConvolutionShape(8, 512, 512, 14, 14, 3, 1, 1)));

  /** Threads that wait for the next task by spinning. */
  static final class Spinning {
    private final int threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private volatile Task task =
        new Task() {
          @Override
          public int items() {
            return 0;
          }

          @Override
          public void run(int item, int worker) {}
        };

    Spinning(int threads) {
      this.threads = threads;
      for (int w = 1; w < threads; w++) {
        int worker = w;
        Thread.ofPlatform().daemon().start(() -> serve(worker));
      }
    }

    private void serve(int worker) {
      int seen = 0;
      while (true) {
        while (round.get() == seen) {
          Thread.onSpinWait();
        }
        seen = round.get();
        work(worker);
        done.incrementAndGet();
      }
    }

    private void work(int worker) {
      int items = task.items();
      int item;
      while ((item = next.getAndIncrement()) < items) {
        task.run(item, worker);
      }
    }

    void run(Task next) {
      this.task = next;
      this.next.set(0);
      done.set(0);
      round.incrementAndGet();
      work(0);
      while (done.get() < threads - 1) {
        Thread.onSpinWait();
      }
    }
  }

  static Span random(int size, int seed) {
    float[] x = new float[Math.max(size + 12, 1 << 20)];
    java.util.Random random = new java.util.Random(seed);
    float[] some = new float[1023];
    for (int i = 0; i < some.length; i++) {
      some[i] = (float) random.nextGaussian() * 0.1f;
    }
    for (int i = 0; i < size; i++) {
      x[i] = some[i % some.length];
    }
    return new Span(x, 12);
  }

  /** One thread: its processor time, which other programs disturb less. */
  private static long clock(Spinning pool) {
    return pool.threads == 1
        ? java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  static double median(Spinning pool, List<TaskSequence> passes, int millis) {
    double[] times = new double[10_000];
    int n = 0;
    long start = System.nanoTime();
    while (n < times.length && (n < 5 || System.nanoTime() - start < millis * 1_000_000L)) {
      long t = clock(pool);
      for (TaskSequence pass : passes) {
        for (Task task : pass.prepare()) {
          pool.run(task);
        }
        for (Task task : pass.compute()) {
          pool.run(task);
        }
      }
      times[n++] = (clock(pool) - t) / 1e6;
    }
    Arrays.sort(times, n / 3, n);
    return times[n / 3 + (n - n / 3) / 5];
  }

  /** Milliseconds and allocated bytes of each task of a pass, on one thread. */
  static void detail(TaskSequence pass) {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    var tasks = new java.util.ArrayList<Task>(pass.prepare());
    tasks.addAll(pass.compute());
    for (Task task : tasks) {
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long t = threads.getCurrentThreadCpuTime();
      for (int item = 0; item < task.items(); item++) {
        task.run(item, 0);
      }
      t = threads.getCurrentThreadCpuTime() - t;
      System.out.printf(
          "    %-18s %6d items %8.2f ms %d bytes%n",
          task.getClass().getSimpleName(),
          task.items(),
          t / 1e6,
          threads.getCurrentThreadAllocatedBytes() - bytes);
    }
  }

  public static void main(String[] args) {
    String word = args.length > 0 ? args[0] : "";
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int millis = args.length > 2 ? Integer.parseInt(args[2]) : 300;
    boolean fused = args.length <= 3 || args[3].equals("fused");
    Spinning pool = new Spinning(threads);
    System.out.printf(
        "%d lanes, %d threads, %s%n%-14s %8s %8s %8s   %7s %7s %7s%n",
        Lanes.LANES,
        threads,
        fused ? "fused" : "plain",
        "layer",
        "fwd",
        "dx",
        "dw",
        "ms",
        "ms",
        "ms");
    for (Line line : LINES) {
      if (!java.util.regex.Pattern.compile(word).matcher(line.name()).find()) {
        continue;
      }
      ConvolutionShape s = line.shape();
      Scratch scratch = new Scratch(threads);
      Algorithm a = Convolutions.choose(s);
      Span x = random(s.input().size(), 1);
      Span y = random(s.output().size(), 2);
      Span g = random(s.output().size(), 3);
      Span dx = random(s.input().size(), 4);
      Span w = random(s.weights(), 5);
      Span dw = random(s.weights(), 6);
      Span in = random(Lanes.padded(s.in()), 7);
      Span out = random(Lanes.padded(s.out()), 8);
      Reader forward = fused ? Reader.affine(x, in, in, true) : Reader.plain(x);
      if (a == Algorithm.STEM) {
        forward = Reader.planes(x::data);
      }
      Reader backward = fused ? Reader.normGradient(g, y, out, out, out) : Reader.plain(g);
      Writer to = Writer.to(fused ? random(s.output().size(), 9) : y);
      Writer back = Writer.to(dx);
      if (fused) {
        to = to.statistics(new Sums(s.out()));
        back = back.mask(x, in, in).statistics(new Sums(s.in()), x);
      }
      var f = Convolutions.forward(s, a, forward, w, to, Span.NONE, scratch);
      var b = Convolutions.inputGradient(s, a, backward, w, back, scratch);
      var d = Convolutions.weightGradient(s, a, forward, backward, dw, false, scratch);
      double[] t = new double[3];
      String only = System.getProperty("only", "fbd");
      t[0] = only.contains("f") ? median(pool, List.of(f), millis) : 0;
      t[1] = only.contains("b") ? median(pool, List.of(b), millis) : 0;
      t[2] = only.contains("d") ? median(pool, List.of(d), millis) : 0;
      double flops = 2e-6 * s.multiplications();
      if (Boolean.getBoolean("detail")) {
        for (int i = 0; i < 3; i++) {
          detail(f);
          detail(b);
          detail(d);
        }
        System.out.println("  --");
        detail(f);
        detail(b);
        detail(d);
      }
      System.out.printf(
          "%-14s %8.0f %8.0f %8.0f   %7.2f %7.2f %7.2f%n",
          line.name(), flops / t[0], flops / t[1], flops / t[2], t[0], t[1], t[2]);
    }
  }
}

package org.resnet4j.vector.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Sums;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * Batch normalisation (Ioffe and Szegedy 2015), y = γ (x − μ) / √(σ² + ε) + β, with the residual
 * sum and the ReLU after it if requested: y = relu(bn(x) + r), equation (1) of He et al. 2015 in
 * one pass.
 */
public final class BatchNorm {
  private static final int L = Lanes.LANES;

  /** γ, β and the running statistics, (channels) each. */
  public record NormArrays(float[] gamma, float[] beta, float[] mean, float[] variance) {}

  /** The places of the gradients of γ and β. */
  public record Gradients(float @Nullable [] gamma, float @Nullable [] beta) {}

  private final Layout extent;
  private final double eps;
  private final NormArrays arrays;
  private final boolean relu;
  private final ChannelSums sums;
  private final Optional<NormExchange> exchange;
  private final Sums inputSums;
  private final Sums gradientSums;
  private final float[] mean;
  private final float[] inverse;
  private final float[] scale;
  private final float[] shift;
  // dx = a g + b x + d
  private final float[] a;
  private final float[] b;
  private final float[] d;

  public BatchNorm(Layout extent, double eps, NormArrays arrays, boolean relu) {
    this(extent, eps, arrays, relu, Optional.empty());
  }

  /**
   * With the batch's statistics those of several processes.
   *
   * @param sum replaces an array by its sum over all of them, if there are others
   */
  public BatchNorm(
      Layout extent,
      double eps,
      NormArrays arrays,
      boolean relu,
      Optional<Consumer<double[]>> sum) {
    this.extent = extent;
    this.eps = eps;
    this.arrays = arrays;
    this.relu = relu;
    sums = new ChannelSums(extent);
    exchange = sum.map(s -> new NormExchange(s, extent.channels(), ownCount()));
    inputSums = new Sums(extent.channels());
    gradientSums = new Sums(extent.channels());
    int padded = Lanes.padded(extent.channels());
    mean = new float[padded];
    inverse = new float[padded];
    scale = new float[padded];
    shift = new float[padded];
    a = new float[padded];
    b = new float[padded];
    d = new float[padded];
  }

  /** Where the operation before it may gather Σx and Σx² while it writes x. */
  public Sums inputSums() {
    return inputSums;
  }

  /** Where the operation after it may gather Σg and Σg·x while it writes g, the masked gradient. */
  public Sums gradientSums() {
    return gradientSums;
  }

  /** γ / √(σ² + ε) of the last forward pass; 0 for the padding channels of the last block. */
  public Span scale() {
    return new Span(scale, 0);
  }

  /** β − μ γ / √(σ² + ε) of the last forward pass. */
  public Span shift() {
    return new Span(shift, 0);
  }

  /**
   * Normalises by the batch's statistics and updates the running ones by {@code momentum}.
   *
   * @param y the output; {@code null} if {@link #scale} and {@link #shift} are enough
   * @param gathered whether {@link #inputSums} hold the sums already
   */
  public List<Task> forward(
      Span x, @Nullable Span addend, @Nullable Span y, double momentum, boolean gathered) {
    ChannelSums.Finish finish = (c, sum, squares) -> statistics(c, sum, squares, momentum);
    var tasks = new ArrayList<Task>();
    if (gathered) {
      tasks.addAll(totals(f -> total(inputSums, f), (c, sum, squares) -> {}, finish));
    } else {
      tasks.add(sums.gather((block, offset, parts, to) -> moments(x, offset, parts, to)));
      tasks.addAll(totals(sums::finish, (c, sum, squares) -> {}, finish));
    }
    if (y != null) {
      tasks.add(apply(x, addend, y));
    }
    return tasks;
  }

  /**
   * The tasks after the sums of this process are complete.
   *
   * @param own hands them over
   * @param keep what happens to them alone
   * @param finish gets them, or the totals of all processes
   */
  private List<Task> totals(
      Function<ChannelSums.Finish, Task> own, ChannelSums.Finish keep, ChannelSums.Finish finish) {
    return exchange
        .map(with -> with.tasks(own, keep, finish))
        .orElseGet(
            () ->
                List.of(
                    own.apply(
                        (c, first, second) -> {
                          keep.channel(c, first, second);
                          finish.channel(c, first, second);
                        })));
  }

  private double ownCount() {
    return (double) extent.n() * extent.pixels();
  }

  private double count() {
    return exchange.map(NormExchange::count).orElseGet(this::ownCount);
  }

  private Task total(Sums from, ChannelSums.Finish finish) {
    return Work.each(extent.channels(), c -> finish.channel(c, from.sum(c), from.product(c)));
  }

  /** Normalises by the running statistics. */
  public List<Task> forwardRunning(Span x, @Nullable Span addend, @Nullable Span y) {
    var tasks = new ArrayList<Task>();
    tasks.add(
        Work.each(extent.channels(), c -> coefficients(c, arrays.mean()[c], arrays.variance()[c])));
    if (y != null) {
      tasks.add(apply(x, addend, y));
    }
    return tasks;
  }

  /** Computes the gradient of x while it is read, after the tasks of {@link #backward}. */
  public Reader gradientReader(Span g, Span x) {
    return Reader.normGradient(g, x, new Span(a, 0), new Span(b, 0), new Span(d, 0));
  }

  private void statistics(int c, double sum, double squares, double momentum) {
    double count = count();
    double mu = sum / count;
    double variance = Math.max(0, squares / count - mu * mu);
    double unbiased = count > 1 ? variance * count / (count - 1) : variance;
    arrays.mean()[c] += (float) (momentum * (mu - arrays.mean()[c]));
    arrays.variance()[c] += (float) (momentum * (unbiased - arrays.variance()[c]));
    coefficients(c, mu, variance);
  }

  private void coefficients(int c, double mu, double variance) {
    double inv = 1 / Math.sqrt(variance + eps);
    mean[c] = (float) mu;
    inverse[c] = (float) inv;
    scale[c] = (float) (arrays.gamma()[c] * inv);
    shift[c] = (float) (arrays.beta()[c] - mu * arrays.gamma()[c] * inv);
  }

  private Task apply(Span x, @Nullable Span addend, Span y) {
    int plane = extent.plane();
    float least = relu ? 0f : Float.NEGATIVE_INFINITY;
    return Work.planes(
        extent,
        (n, block, offset) -> {
          int xo = x.offset() + offset;
          int yo = y.offset() + offset;
          if (addend == null) {
            int c = block * L;
            Loops.BEST.affine(
                x.data(), xo, L, scale, c, shift, c, least, y.data(), yo, L, plane / L);
          } else {
            int ro = addend.offset() + offset;
            var r = addend.data();
            Loops.BEST.affineAdd(
                x.data(), xo, scale, shift, block * L, r, ro, least, y.data(), yo, plane / L);
          }
        });
  }

  /**
   * The gradients.
   *
   * @param batch whether the output was normalised by the batch's statistics, or by the running
   *     ones
   * @param y the output; read only where a ReLU follows and nothing was gathered
   * @param dy the gradient of the output
   * @param g the target of dy, masked by the ReLU: the gradient of the addend; may be {@code dy}
   * @param dx the gradient of the input
   * @param gathered whether dy is masked and {@link #gradientSums} hold the sums already
   */
  public List<Task> backward(
      boolean batch,
      Span x,
      @Nullable Span y,
      Span dy,
      Span g,
      @Nullable Span dx,
      Gradients gradients,
      boolean gathered) {
    // γ and β get the sums of this process, which are summed with all gradients
    ChannelSums.Finish keep = (c, sum, product) -> add(c, sum, product, gradients);
    ChannelSums.Finish finish = (c, sum, product) -> gradient(c, sum, product, batch);
    var tasks = new ArrayList<Task>();
    if (gathered) {
      // Σg (x − μ) = Σg·x − μ Σg
      Function<ChannelSums.Finish, Task> own =
          f -> total(gradientSums, (c, sum, raw) -> f.channel(c, sum, raw - mean[c] * sum));
      tasks.addAll(totals(own, keep, finish));
    } else {
      tasks.add(sums.gather((block, o, parts, to) -> masked(x, y, dy, g, block, o, parts, to)));
      tasks.addAll(totals(sums::finish, keep, finish));
    }
    if (dx != null) {
      tasks.add(combine(x, g, dx));
    }
    return tasks;
  }

  private void add(int c, double sum, double product, Gradients gradients) {
    if (gradients.gamma() != null) {
      gradients.gamma()[c] += (float) (product * inverse[c]);
    }
    if (gradients.beta() != null) {
      gradients.beta()[c] += (float) sum;
    }
  }

  private void gradient(int c, double sum, double product, boolean batch) {
    a[c] = scale[c];
    if (batch) {
      double count = count();
      double byX = -scale[c] * (double) inverse[c] * inverse[c] * product / count;
      b[c] = (float) byX;
      d[c] = (float) (-scale[c] * sum / count - byX * mean[c]);
    }
  }

  private void moments(Span x, int offset, float[] parts, int to) {
    int from = x.offset() + offset;
    NormLoops.moments(x.data(), from, from + extent.plane(), parts, to);
  }

  private void masked(
      Span x, @Nullable Span y, Span dy, Span g, int block, int offset, float[] parts, int to) {
    int plane = extent.plane();
    int xo = x.offset() + offset;
    int go = dy.offset() + offset;
    if (relu) {
      Objects.requireNonNull(y);
      int to2 = g.offset() + offset;
      NormLoops.mask(y.data(), y.offset() + offset, dy.data(), go, g.data(), to2, plane);
      go = to2;
      NormLoops.products(x.data(), xo, g.data(), go, plane, mean, block * L, parts, to);
    } else {
      NormLoops.products(x.data(), xo, dy.data(), go, plane, mean, block * L, parts, to);
    }
  }

  private Task combine(Span x, Span g, Span dx) {
    int plane = extent.plane();
    return Work.planes(
        extent,
        (n, block, o) ->
            NormLoops.combine(
                x.data(),
                x.offset() + o,
                g.data(),
                g.offset() + o,
                dx.data(),
                dx.offset() + o,
                plane,
                a,
                b,
                d,
                block * L));
  }
}

package org.resnet4j.torch.libtorch;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch norm by the statistics of all processes' batches together. Each brings n·μ and n·(σ² + μ²)
 * of its own, computed around its own mean, so that nothing cancels in single precision.
 */
@SuppressWarnings("try") // a mode is opened to be closed
public final class SyncNorm {
  private static final long[] ALL_BUT_CHANNELS = {0, 2, 3};

  private SyncNorm() {}

  /** As {@link Operators#batchNorm} by the batch's statistics. */
  public static Tensor batchNorm(
      Tensor x,
      Tensor gamma,
      Tensor beta,
      Tensor runningMean,
      Tensor runningVariance,
      double momentum,
      double eps,
      SharedSum processes) {
    var wide = x.to(gamma.scalar_type());
    long channels = x.size(1);
    double own = x.numel() / (double) channels;
    var mean = wide.mean(ALL_BUT_CHANNELS).to(ScalarType.Double);
    var variance = wide.var(ALL_BUT_CHANNELS, false).to(ScalarType.Double);
    var sums =
        processes.of(
            torch.cat(
                new TensorVector(
                    Operators.times(mean, own),
                    Operators.times(variance.add(mean.square()), own),
                    torch.full_like(mean.slice(0, at(0), at(1), 1), new Scalar(own)))));
    double count = sums.detach().slice(0, at(2 * channels), at(2 * channels + 1), 1).item_double();
    var mu = Operators.times(sums.slice(0, at(0), at(channels), 1), 1 / count);
    var squares = Operators.times(sums.slice(0, at(channels), at(2 * channels), 1), 1 / count);
    var sigma2 = squares.sub(mu.square()).clamp_min(new Scalar(0.0));
    follow(runningMean, mu.detach(), momentum);
    follow(runningVariance, Operators.times(sigma2.detach(), count / (count - 1)), momentum);
    var inverse = torch.rsqrt(sigma2.add(new Scalar(eps)));
    var scale = inverse.mul(gamma);
    var shift = beta.sub(mu.mul(scale));
    return wide.mul(channelsOf(scale, wide)).add(channelsOf(shift, wide)).to(x.scalar_type());
  }

  private static Tensor channelsOf(Tensor perChannel, Tensor x) {
    return Operators.perChannel(perChannel.to(x.scalar_type()));
  }

  private static LongOptional at(long index) {
    return new LongOptional(index);
  }

  private static void follow(Tensor running, Tensor now, double momentum) {
    try (var mode = ModeGuard.noGradients()) {
      InPlace.approach(running, now.to(running.scalar_type()), momentum);
    }
  }
}

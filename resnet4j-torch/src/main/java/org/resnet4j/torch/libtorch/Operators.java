package org.resnet4j.torch.libtorch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.LocalResponseNormOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** libtorch's functional operators, with plain Java arguments. Images are (N, C, H, W). */
public final class Operators {
  private static final long MEAN = 1;
  private static final long NO_LABEL_IGNORED = -100;

  private Operators() {}

  public static Tensor conv2d(
      Tensor x, Tensor weight, Optional<Tensor> bias, int stride, int padding, int groups) {
    return torch.conv2d(x, weight, optional(bias), both(stride), both(padding), both(1), groups);
  }

  public static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias) {
    return torch.linear(x, weight, optional(bias));
  }

  /**
   * @param batchStatistics by the batch's own mean and variance, and the running ones move towards
   *     them; false: by the running ones
   */
  public static Tensor batchNorm(
      Tensor x,
      Tensor gamma,
      Tensor beta,
      Tensor runningMean,
      Tensor runningVariance,
      boolean batchStatistics,
      double momentum,
      double eps) {
    return torch.batch_norm(
        x,
        new TensorOptional(gamma),
        new TensorOptional(beta),
        new TensorOptional(runningMean),
        new TensorOptional(runningVariance),
        batchStatistics,
        momentum,
        eps,
        true);
  }

  public static Tensor maxPool(Tensor x, int kernel, int stride, int padding, boolean ceil) {
    return torch.max_pool2d(x, both(kernel), both(stride), both(padding), both(1), ceil);
  }

  /** Padding counts. */
  public static Tensor avgPool(Tensor x, int kernel, int stride, int padding) {
    return torch.avg_pool2d(
        x, both(kernel), both(stride), both(padding), false, true, new LongOptional());
  }

  public static Tensor adaptiveAvgPool(Tensor x, int height, int width) {
    return torch.adaptive_avg_pool2d(x, height, width);
  }

  /** a / (k + α Σ a²)^β; libtorch's own α is of the mean of a² over the window. */
  public static Tensor localResponseNorm(Tensor x, int size, double alpha, double beta, double k) {
    var options = new LocalResponseNormOptions(size);
    options.alpha().put(alpha * size);
    options.beta().put(beta);
    options.k().put(k);
    return torch.local_response_norm(x, options);
  }

  /** x · factor. */
  public static Tensor times(Tensor x, double factor) {
    return x.mul(new Scalar(factor));
  }

  /** 1 − x. */
  public static Tensor oneMinus(Tensor x) {
    return torch.rsub(x, new Scalar(1.0));
  }

  /** −Σ(x − c)² of each x (N, F) and each code c (classes, F): (N, classes). */
  public static Tensor minusSquaredDistance(Tensor x, Tensor codes) {
    var same = x.to(codes.scalar_type());
    return same.unsqueeze(1).sub(codes.unsqueeze(0)).square().sum(2).neg();
  }

  public static Tensor concatChannels(List<Tensor> parts) {
    try (var vector = new TensorVector(parts.toArray(Tensor[]::new))) {
      return torch.cat(vector, 1);
    }
  }

  /** Every {@code stride}-th pixel, with channels of zeros before and after. */
  public static Tensor subsampleAndPad(Tensor x, int stride, int before, int behind) {
    var rows = x.slice(2, new LongOptional(), new LongOptional(), stride);
    var pixels = rows.slice(3, new LongOptional(), new LongOptional(), stride);
    return torch.constant_pad_nd(pixels, 0, 0, 0, 0, before, behind);
  }

  /**
   * Kernels (n, k, k) at their places in a dense weight (out, in, k, k) of zeros; gradients flow
   * back to the kernels.
   *
   * @param places of each kernel, output map · in + input map
   */
  public static Tensor dense(Tensor kernels, long[] places, int out, int in, Place place) {
    long side = kernels.size(1);
    var zeros =
        torch.zeros(new long[] {(long) out * in, side, side}, place.options(place.storage()));
    var dense = torch.index_copy(zeros, 0, Arrays.tensor(places, place), kernels);
    return dense.reshape(out, in, side, side).contiguous(MemoryFormat.ChannelsLast);
  }

  /**
   * Mean cross-entropy of logits (N, classes).
   *
   * @param target labels (N) or distributions (N, classes)
   * @param smoothing ε of label smoothing
   */
  public static Tensor crossEntropy(Tensor logits, Tensor target, double smoothing) {
    return torch.cross_entropy_loss(
        logits, target, new TensorOptional(), MEAN, NO_LABEL_IGNORED, smoothing);
  }

  /** In the numbers that weights are stored in: what a loss is computed from. */
  public static Tensor stored(Tensor x, Place place) {
    return x.to(place.storage());
  }

  /** Zeros in the shape, layout and place of {@code x}. */
  public static Tensor zerosLike(Tensor x) {
    return torch.zeros_like(x);
  }

  private static TensorOptional optional(Optional<Tensor> tensor) {
    return tensor.map(TensorOptional::new).orElseGet(TensorOptional::new);
  }

  private static long[] both(long size) {
    return new long[] {size, size};
  }

  /** (C) to (1, C, 1, 1). */
  public static Tensor perChannel(Tensor x) {
    return x.reshape(1, x.size(0), 1, 1);
  }

  /** The sizes of all axes, outermost first. */
  public static long[] sizes(Tensor x) {
    var sizes = new long[Math.toIntExact(x.dim())];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = x.size(axis);
    }
    return sizes;
  }

  /** Adds 1 to a counter. */
  public static void countOne(Tensor counter) {
    counter.add_(new Scalar(1.0));
  }
}

package org.resnet4j.torch.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** In-place arithmetic on the first argument, from which optimisers are built. */
public final class InPlace {
  private InPlace() {}

  /** target += factor · x. */
  public static void add(Tensor target, Tensor x, double factor) {
    target.add_(x, new Scalar(factor));
  }

  /** target · = factor. */
  public static void scale(Tensor target, double factor) {
    target.mul_(new Scalar(factor));
  }

  /** target += fraction · (x − target). */
  public static void approach(Tensor target, Tensor x, double fraction) {
    target.lerp_(x, new Scalar(fraction));
  }

  /** target += factor · x². */
  public static void addSquare(Tensor target, Tensor x, double factor) {
    target.addcmul_(x, x, new Scalar(factor));
  }

  /** target += factor · numerator / denominator. */
  public static void addQuotient(
      Tensor target, Tensor numerator, Tensor denominator, double factor) {
    target.addcdiv_(numerator, denominator, new Scalar(factor));
  }

  /** x + factor · y, a new tensor. */
  public static Tensor sum(Tensor x, Tensor y, double factor) {
    return x.add(y, new Scalar(factor));
  }

  /** √x / divisor + eps, a new tensor. */
  public static Tensor rootOver(Tensor x, double divisor, double eps) {
    return x.sqrt().div_(new Scalar(divisor)).add_(new Scalar(eps));
  }

  /** The Euclidean norm of all tensors as one vector, the norm of their norms as in PyTorch. */
  public static double norm(List<Tensor> tensors) {
    if (tensors.isEmpty()) {
      return 0;
    }
    var norms = tensors.stream().map(torch::linalg_vector_norm).toArray(Tensor[]::new);
    return torch.linalg_vector_norm(torch.stack(new TensorVector(norms))).item_double();
  }

  /** The gradient that autograd left at a weight; not {@code defined()} if none came. */
  public static Tensor gradient(Tensor weight) {
    return weight.grad();
  }

  /** Gives a gradient to a weight that has none. */
  public static void giveGradient(Tensor weight, Tensor gradient) {
    weight.mutable_grad().put(gradient);
  }

  /** Drops a weight's gradient. */
  public static void forgetGradient(Tensor weight) {
    weight.mutable_grad().reset();
  }
}

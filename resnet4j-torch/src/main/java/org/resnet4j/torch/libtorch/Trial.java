package org.resnet4j.torch.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A short measurement on this machine. */
@SuppressWarnings("try") // scopes and modes are opened to be closed
public final class Trial {
  private static final int SIZE = 256;

  private Trial() {}

  /** How many times as long a matrix product (256 × 256 × 256) takes in bfloat16 as in float32. */
  public static double priceOfBfloat16() {
    try (var scope = Scope.open();
        var mode = ModeGuard.noGradients()) {
      var single = torch.ones(SIZE, SIZE);
      var half = single.to(ScalarType.BFloat16);
      return (double) nanoseconds(half) / nanoseconds(single);
    }
  }

  private static long nanoseconds(Tensor matrix) {
    torch.matmul(matrix, matrix);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      torch.matmul(matrix, matrix);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}

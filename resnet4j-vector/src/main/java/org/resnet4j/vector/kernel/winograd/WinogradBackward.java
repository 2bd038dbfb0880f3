package org.resnet4j.vector.kernel.winograd;

import org.resnet4j.vector.kernel.memory.Task;

/**
 * Both gradients of a 3 × 3 convolution, piece by piece: what the weights' gradient has read, the
 * input's gradient finds in the cache. Each computes the same as when it runs alone, in the same
 * order.
 */
final class WinogradBackward implements Task {
  private final WinogradGradient weights;
  private final WinogradProduct input;

  WinogradBackward(WinogradGradient weights, WinogradProduct input) {
    this.weights = weights;
    this.input = input;
  }

  @Override
  public int items() {
    return weights.parts();
  }

  @Override
  public void run(int part, int worker) {
    int end = weights.begin(part + 1);
    for (int first = weights.begin(part); first < end; first += weights.strips()) {
      weights.piece(part, first, worker);
      int last = input.item(Math.min(first + weights.strips(), end));
      for (int item = input.item(first); item < last; item++) {
        input.run(item, worker);
      }
    }
  }
}

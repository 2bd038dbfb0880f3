package org.resnet4j.torch.libtorch;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A stretch of work on one thread: every native object made between opening and closing is freed at
 * closing, except tensors that were {@linkplain #keep kept}. Scopes nest.
 */
public final class Scope implements AutoCloseable {
  private final PointerScope pointers = new PointerScope();

  private Scope() {}

  public static Scope open() {
    return new Scope();
  }

  /** Lets a tensor outlive its scope; whoever keeps it must {@link #free} it. */
  public static Tensor keep(Tensor tensor) {
    return tensor.retainReference();
  }

  /**
   * Gives up a tensor before its scope ends, or a kept one for good: a step's activations must not
   * all wait for its end. What autograd still needs, it holds itself.
   */
  public static void free(Tensor tensor) {
    tensor.releaseReference();
  }

  /** A second handle on the same tensor, which lives until the scope ends. */
  public static Tensor share(Tensor tensor) {
    return new Tensor(tensor);
  }

  /** How many native objects are alive in this process. */
  public static long livePointers() {
    return Pointer.totalCount();
  }

  @Override
  public void close() {
    pointers.close();
  }
}

package org.resnet4j.torch.libtorch;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A period of work on one thread: every native object made between opening and closing is freed at
 * closing, except tensors that were {@linkplain #keep kept}. Scopes nest.
 */
public final class Scope implements AutoCloseable {
  private final PointerScope pointers = new PointerScope();

  private Scope() {}

  public static Scope open() {
    return new Scope();
  }

  /** Lets a tensor outlive its scope; the caller must {@link #free} it. */
  public static Tensor keep(Tensor tensor) {
    return tensor.retainReference();
  }

  /**
   * Frees a tensor before its scope ends, or a kept one: a step's activations must not all stay
   * until its end. Autograd keeps what it still needs.
   */
  public static void free(Tensor tensor) {
    tensor.releaseReference();
  }

  /** A second handle on the same tensor, which lives until the scope ends. */
  public static Tensor share(Tensor tensor) {
    return new Tensor(tensor);
  }

  /** The number of live native objects in this process. */
  public static long livePointers() {
    return Pointer.totalCount();
  }

  @Override
  public void close() {
    pointers.close();
  }
}

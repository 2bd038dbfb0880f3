package org.resnet4j.torch.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorTensorHook;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Sums over processes that autograd sees through: forward a tensor becomes its sum over all, and
 * backward each process's part gets the sum of all gradients. For the passes of one step, which
 * every process makes in the same order.
 */
@SuppressWarnings("try") // a mode is opened to be closed
public final class SharedSum {
  private final Consumer<double[]> sum;
  private final List<TensorTensorHook> hooks = new ArrayList<>();
  private @Nullable RuntimeException failure;

  /**
   * @param sum replaces an array by its sum over all processes
   */
  public SharedSum(Consumer<double[]> sum) {
    this.sum = sum;
  }

  /** The sum over all processes of a tensor in float64, on its device. */
  Tensor of(Tensor own) {
    var total = summed(own);
    var shared = own.clone(); // its gradient goes to this process's part
    try (var mode = ModeGuard.noGradients()) {
      shared.copy_(total);
    }
    if (shared.requires_grad()) {
      var hook = new Gradients();
      hooks.add(hook);
      shared.register_hook(hook);
    }
    return shared;
  }

  private Tensor summed(Tensor own) {
    var values = Arrays.doubles(own);
    sum.accept(values);
    var total =
        torch.empty(
            Operators.sizes(own), new TensorOptions(ScalarType.Double), new MemoryFormatOptional());
    return fill(total, values).to(own.device(), ScalarType.Double);
  }

  private static Tensor fill(Tensor host, double[] values) {
    try (DoublePointer memory = host.data_ptr_double()) {
      memory.put(values);
    }
    return host;
  }

  /** What went wrong in a hook: libtorch hands on its words alone. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The passes are done. */
  public void clear() {
    hooks.forEach(TensorTensorHook::close);
    hooks.clear();
  }

  private final class Gradients extends TensorTensorHook {
    @Override
    public TensorBase call(TensorBase gradient) {
      try {
        return summed(new Tensor(gradient));
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }
}

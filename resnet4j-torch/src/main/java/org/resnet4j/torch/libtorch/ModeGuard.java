package org.resnet4j.torch.libtorch;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.resnet4j.engine.Precision;

/** A mode of computation that applies to this thread until it is closed. */
public final class ModeGuard implements AutoCloseable {
  private final Runnable end;

  private ModeGuard(Runnable end) {
    this.end = end;
  }

  /** Operations are recorded for the backward pass. */
  public static ModeGuard gradients() {
    var guard = new AutoGradMode(true);
    return new ModeGuard(guard::close);
  }

  /** Nothing is recorded: weights may be written. */
  public static ModeGuard noGradients() {
    var guard = new AutoGradMode(false);
    return new ModeGuard(guard::close);
  }

  /** Nothing is recorded, and the results can never be part of a recorded computation. */
  public static ModeGuard inference() {
    var guard = new InferenceMode(true);
    return new ModeGuard(guard::close);
  }

  /** Convolutions and products in bfloat16 if the place has that precision; otherwise no change. */
  public static ModeGuard autocast(Place place) {
    if (place.precision() != Precision.BF16) {
      return new ModeGuard(() -> {});
    }
    var device = place.deviceType();
    torch.set_autocast_dtype(device, ScalarType.BFloat16);
    torch.set_autocast_enabled(device, true);
    return new ModeGuard(
        () -> {
          torch.set_autocast_enabled(device, false);
          torch.clear_cache();
        });
  }

  @Override
  public void close() {
    end.run();
  }
}

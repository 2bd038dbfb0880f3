package org.resnet4j.torch.libtorch;

import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.resnet4j.engine.Precision;

/** A mode of computation that applies to this thread until it is closed. */
public final class Mode implements AutoCloseable {
  private final Runnable end;

  private Mode(Runnable end) {
    this.end = end;
  }

  /** Operations are recorded for the backward pass. */
  public static Mode gradients() {
    var guard = new AutoGradMode(true);
    return new Mode(guard::close);
  }

  /** Nothing is recorded: weights may be written. */
  public static Mode noGradients() {
    var guard = new AutoGradMode(false);
    return new Mode(guard::close);
  }

  /** Nothing is recorded, and the results can never be part of a recorded computation. */
  public static Mode inference() {
    var guard = new InferenceMode(true);
    return new Mode(guard::close);
  }

  /** Convolutions and products in bfloat16 if the place has that precision; otherwise no change. */
  public static Mode autocast(Place place) {
    if (place.precision() != Precision.BF16) {
      return new Mode(() -> {});
    }
    var device = place.deviceType();
    torch.set_autocast_dtype(device, ScalarType.BFloat16);
    torch.set_autocast_enabled(device, true);
    return new Mode(
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

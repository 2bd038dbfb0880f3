package org.resnet4j.vector.ops;

import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** LeNet-5's radial basis functions with the sign changed: y_k = −Σ (x_i − c_ki)². */
public final class CodeDistance {
  private final Layout in;
  private final Layout out;
  private final float[] codes;

  /**
   * @param codes (classes, in)
   */
  public CodeDistance(Layout in, Layout out, float[] codes) {
    this.in = in;
    this.out = out;
    this.codes = codes;
  }

  public Task forward(Span x, Span y) {
    return Work.each(
        in.n(),
        n -> {
          int from = x.offset() + n * in.image();
          int to = y.offset() + n * out.image();
          for (int k = 0; k < out.image(); k++) {
            y.data()[to + k] = k < out.channels() ? -distance(x.data(), from, k) : 0;
          }
        });
  }

  private float distance(float[] x, int from, int k) {
    float sum = 0;
    for (int i = 0; i < in.channels(); i++) {
      float difference = x[from + i] - codes[k * in.channels() + i];
      sum += difference * difference;
    }
    return sum;
  }

  /** dx_i = −2 Σ_k dy_k (x_i − c_ki). */
  public Task backward(Span x, Span dy, Span dx) {
    return Work.each(
        in.n(),
        n -> {
          int from = n * in.image();
          int by = dy.offset() + n * out.image();
          for (int i = 0; i < in.image(); i++) {
            float sum = 0;
            for (int k = 0; k < out.channels() && i < in.channels(); k++) {
              float code = codes[k * in.channels() + i];
              sum -= 2 * dy.data()[by + k] * (x.data()[x.offset() + from + i] - code);
            }
            dx.data()[dx.offset() + from + i] = sum;
          }
        });
  }
}

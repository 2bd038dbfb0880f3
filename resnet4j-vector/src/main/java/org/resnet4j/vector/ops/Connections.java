package org.resnet4j.vector.ops;

import java.util.Arrays;
import org.resnet4j.model.Layer.PartialConv2d;
import org.resnet4j.vector.kernel.memory.Task;

/**
 * LeNet-5's C3 as a full convolution: the kernels of its table placed among zeros, and the
 * gradients of the existing ones gathered again.
 */
public final class Connections {
  private final PartialConv2d layer;
  private final int kernel;
  private final float[] full;
  private final float[] fullGradient;

  public Connections(PartialConv2d layer) {
    this.layer = layer;
    kernel = layer.kernel() * layer.kernel();
    full = new float[layer.out() * layer.in() * kernel];
    fullGradient = new float[full.length];
  }

  /** The weights of the full convolution, (out, in, kernel, kernel). */
  public float[] full() {
    return full;
  }

  /** The place of its gradient; overwritten, not added to. */
  public float[] fullGradient() {
    return fullGradient;
  }

  public Task spread(float[] weight) {
    return Work.each(
        1,
        item -> {
          Arrays.fill(full, 0);
          walk((from, at) -> System.arraycopy(weight, from, full, at, kernel));
        });
  }

  /** Adds to the gradient of the kernels that exist. */
  public Task gather(float[] gradient) {
    return Work.each(
        1,
        item ->
            walk(
                (to, at) -> {
                  for (int i = 0; i < kernel; i++) {
                    gradient[to + i] += fullGradient[at + i];
                  }
                }));
  }

  /** One connection: where its kernel lies in the table's order and in the full one. */
  @FunctionalInterface
  private interface Connection {
    void at(int table, int full);
  }

  private void walk(Connection connection) {
    int table = 0;
    for (int out = 0; out < layer.out(); out++) {
      for (int in : layer.connections().get(out)) {
        connection.at(table, (out * layer.in() + in) * kernel);
        table += kernel;
      }
    }
  }
}

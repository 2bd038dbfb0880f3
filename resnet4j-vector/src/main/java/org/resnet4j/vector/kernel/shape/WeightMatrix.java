package org.resnet4j.vector.kernel.shape;

import java.util.Arrays;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;

/**
 * The weights of a convolution as a matrix product sees them: for each group a matrix of inputs ×
 * outputs, from the input's channels to the output's, or transposed, the other way, as the gradient
 * of the input takes them. Groups that are not a multiple of the lanes count as one, with zeros
 * between them.
 *
 * @param count groups of the product
 * @param in padded input blocks of a group
 * @param out padded output blocks of a group
 */
public record WeightMatrix(ConvolutionShape shape, boolean transposed, int count, int in, int out) {

  /** From the input's channels to the output's. */
  public static WeightMatrix forward(ConvolutionShape shape) {
    return of(shape, false);
  }

  /** From the output's channels to the input's. */
  public static WeightMatrix transposed(ConvolutionShape shape) {
    return of(shape, true);
  }

  private static WeightMatrix of(ConvolutionShape shape, boolean transposed) {
    int from = (transposed ? shape.out() : shape.in()) / shape.groups();
    int to = (transposed ? shape.in() : shape.out()) / shape.groups();
    boolean aligned = from % Lanes.LANES == 0 && to % Lanes.LANES == 0;
    int count = aligned ? shape.groups() : 1;
    int together = shape.groups() / count;
    return new WeightMatrix(
        shape, transposed, count, Lanes.blocks(from * together), Lanes.blocks(to * together));
  }

  /** The layout of what is multiplied. */
  public Layout source() {
    return transposed ? shape.output() : shape.input();
  }

  /** The layout of the product. */
  public Layout target() {
    return transposed ? shape.input() : shape.output();
  }

  /** The position of the kernel that joins two channels of the product, or -1 if none does. */
  int kernel(int from, int to) {
    int in = transposed ? to : from;
    int out = transposed ? from : to;
    if (in >= shape.in() || out >= shape.out()) {
      return -1;
    }
    int ins = shape.in() / shape.groups();
    int group = out / (shape.out() / shape.groups());
    if (in / ins != group) {
      return -1;
    }
    return (out * ins + in % ins) * shape.kernel() * shape.kernel();
  }

  /** Whether the kernels of a group are at equal distances, without zeros between groups. */
  boolean regular() {
    return count == shape.groups();
  }

  /** Floats from the kernel of an output of the product to that of the next, where regular. */
  int outputStep() {
    int kernel = shape.kernel() * shape.kernel();
    return transposed ? kernel : shape.in() / shape.groups() * kernel;
  }

  /** Real input channels of a group. */
  int inputs() {
    return (transposed ? shape.out() : shape.in()) / count;
  }

  /** Real output channels of a group. */
  int outputs() {
    return (transposed ? shape.in() : shape.out()) / count;
  }

  /** Floats from the kernel of an input of the product to that of the next, where regular. */
  int inputStep() {
    int kernel = shape.kernel() * shape.kernel();
    return transposed ? shape.in() / shape.groups() * kernel : kernel;
  }

  /**
   * One element of the kernels of an input and a block of outputs, zero where there is none.
   *
   * @param element the position of the element in a kernel
   */
  private void read(
      Span weights, int group, int input, int block, int element, float[] to, int at) {
    int lanes = Lanes.LANES;
    float[] w = weights.data();
    int real = Math.min(lanes, outputs() - block * lanes);
    for (int lane = 0; lane < lanes; lane++) {
      boolean inside = input < inputs() && lane < real;
      int kernel =
          inside ? kernel(group * inputs() + input, group * outputs() + block * lanes + lane) : -1;
      to[at + lane] = kernel < 0 ? 0f : w[weights.offset() + kernel + element];
    }
  }

  /**
   * One element of the kernels of {@code count} blocks of inputs, of a group's first on, and a
   * block of outputs: (inputs, lanes).
   */
  public void readBlocks(
      LoopKernel loops,
      Span weights,
      int group,
      int count,
      int block,
      int element,
      float[] to,
      int at) {
    int lanes = Lanes.LANES;
    if (!regular()) {
      for (int i = 0; i < count * lanes; i++) {
        read(weights, group, i, block, element, to, at + i * lanes);
      }
      return;
    }
    int ins = Math.min(count * lanes, inputs());
    int outs = Math.min(lanes, outputs() - block * lanes);
    if (outs < lanes) {
      Arrays.fill(to, at, at + ins * lanes, 0f);
    }
    Arrays.fill(to, at + ins * lanes, at + count * lanes * lanes, 0f);
    float[] w = weights.data();
    int first = kernel(group * inputs(), group * outputs() + block * lanes);
    int from = weights.offset() + first + element;
    int inStep = inputStep();
    int outStep = outputStep();
    // in the order of the weights in memory, so that cache lines are read once
    if (outStep > inStep) {
      loops.rearrange(ins, outs, w, from, inStep, outStep, to, at, lanes, 1);
    } else {
      loops.rearrange(outs, ins, w, from, outStep, inStep, to, at, 1, lanes);
    }
  }

  /**
   * The kernels of 3 × 3 of {@code lanes} inputs from {@code input} on and a block of outputs:
   * (inputs, elements, lanes); turned by 180° where it is transposed.
   */
  public void readKernels(
      LoopKernel loops, Span weights, int input, int block, float[] to, int at) {
    int lanes = Lanes.LANES;
    boolean whole = input + lanes <= inputs() && (block + 1) * lanes <= outputs();
    if (!regular() || !whole) {
      for (int i = 0; i < 9 * lanes; i++) {
        int element = transposed ? 8 - i % 9 : i % 9;
        read(weights, 0, input + i / 9, block, element, to, at + i * lanes);
      }
      return;
    }
    float[] w = weights.data();
    int from = weights.offset() + kernel(input, block * lanes);
    if (!transposed) {
      loops.rearrange(9 * lanes, lanes, w, from, 1, outputStep(), to, at, lanes, 1);
      return;
    }
    for (int i = 0; i < lanes; i++) {
      int last = at + (9 * i + 8) * lanes;
      loops.rearrange(9, lanes, w, from + i * inputStep(), 1, outputStep(), to, last, -lanes, 1);
    }
  }

  /** Writes, or adds, the kernels of 3 × 3 of an input and a block of outputs. */
  public void writeKernels(
      float[] from, int at, Span weights, boolean accumulate, int input, int block) {
    int lanes = Lanes.LANES;
    int real = Math.min(lanes, outputs() - block * lanes);
    if (input >= inputs()) {
      return;
    }
    float[] w = weights.data();
    for (int lane = 0; lane < real; lane++) {
      int kernel = kernel(input, block * lanes + lane);
      if (kernel >= 0) {
        int k = weights.offset() + kernel;
        for (int i = 0; i < 9; i++) {
          float before = accumulate ? w[k + i] : 0f;
          w[k + i] = before + from[at + i * lanes + lane];
        }
      }
    }
  }

  /**
   * Writes, or adds, one element of the kernels of a block of inputs and a block of outputs.
   *
   * @param step floats from one input to the next in {@code from}
   */
  public void writeBlock(
      float[] from,
      int at,
      int step,
      Span weights,
      boolean accumulate,
      int group,
      int inputBlock,
      int block,
      int element) {
    int lanes = Lanes.LANES;
    float[] w = weights.data();
    int ins = Math.min(lanes, inputs() - inputBlock * lanes);
    int outs = Math.min(lanes, outputs() - block * lanes);
    if (regular()) {
      int first = kernel(group * inputs() + inputBlock * lanes, group * outputs() + block * lanes);
      int to = weights.offset() + first + element;
      for (int lane = 0; lane < outs; lane++) {
        int row = to + lane * outputStep();
        for (int i = 0; i < ins; i++) {
          int p = row + i * inputStep();
          float before = accumulate ? w[p] : 0f;
          w[p] = before + from[at + i * step + lane];
        }
      }
      return;
    }
    for (int lane = 0; lane < outs; lane++) {
      int output = group * outputs() + block * lanes + lane;
      for (int i = 0; i < ins; i++) {
        int kernel = kernel(group * inputs() + inputBlock * lanes + i, output);
        if (kernel >= 0) {
          int to = weights.offset() + kernel + element;
          float before = accumulate ? w[to] : 0f;
          w[to] = before + from[at + i * step + lane];
        }
      }
    }
  }
}

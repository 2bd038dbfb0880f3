package org.resnet4j.vector.kernel;

/**
 * The weights of a convolution as a product sees them: for each group inputs × outputs, forward
 * from the input's channels to the output's, backward the other way. Groups that are no multiple of
 * the lanes count as one, with zeros between them.
 *
 * @param count groups of the product
 * @param in padded input blocks of a group
 * @param out padded output blocks of a group
 */
record Groups(ConvolutionShape shape, boolean backward, int count, int in, int out) {
  static Groups of(ConvolutionShape shape, boolean backward) {
    int from = (backward ? shape.out() : shape.in()) / shape.groups();
    int to = (backward ? shape.in() : shape.out()) / shape.groups();
    boolean aligned = from % Lanes.LANES == 0 && to % Lanes.LANES == 0;
    int count = aligned ? shape.groups() : 1;
    int together = shape.groups() / count;
    return new Groups(
        shape, backward, count, Lanes.blocks(from * together), Lanes.blocks(to * together));
  }

  /** Where the kernel lies that joins two channels of the product, or -1 where none does. */
  int kernel(int from, int to) {
    int in = backward ? to : from;
    int out = backward ? from : to;
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

  /** Whether the kernels of a group lie at equal distances: no zeros between groups. */
  boolean regular() {
    return count == shape.groups();
  }

  /** Floats from the kernel of an output of the product to that of the next, where regular. */
  int outputStep() {
    int kernel = shape.kernel() * shape.kernel();
    return backward ? kernel : shape.in() / shape.groups() * kernel;
  }

  /** Real input channels of a group. */
  int inputs() {
    return (backward ? shape.out() : shape.in()) / count;
  }

  /** Real output channels of a group. */
  int outputs() {
    return (backward ? shape.in() : shape.out()) / count;
  }

  /**
   * One element of the kernels of an input and a block of outputs, zero where there is none.
   *
   * @param element where the element lies in a kernel
   */
  void read(Span weights, int group, int input, int block, int element, float[] to, int at) {
    int lanes = Lanes.LANES;
    float[] w = weights.data();
    int real = Math.min(lanes, outputs() - block * lanes);
    if (regular() && input < inputs()) {
      int first = kernel(group * inputs() + input, group * outputs() + block * lanes);
      int from = weights.offset() + first + element;
      int step = outputStep();
      for (int lane = 0; lane < real; lane++) {
        to[at + lane] = w[from + lane * step];
      }
      for (int lane = real; lane < lanes; lane++) {
        to[at + lane] = 0f;
      }
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      boolean inside = input < inputs() && lane < real;
      int kernel =
          inside ? kernel(group * inputs() + input, group * outputs() + block * lanes + lane) : -1;
      to[at + lane] = kernel < 0 ? 0f : w[weights.offset() + kernel + element];
    }
  }

  /** Writes, or adds, one element of the kernels of an input and a block of outputs. */
  void write(
      float[] from,
      int at,
      Span weights,
      boolean accumulate,
      int group,
      int input,
      int block,
      int element) {
    int lanes = Lanes.LANES;
    float[] w = weights.data();
    int real = Math.min(lanes, outputs() - block * lanes);
    if (input >= inputs()) {
      return;
    }
    int first = regular() ? kernel(group * inputs() + input, group * outputs() + block * lanes) : 0;
    int step = outputStep();
    for (int lane = 0; lane < real; lane++) {
      int kernel =
          regular()
              ? first + lane * step
              : kernel(group * inputs() + input, group * outputs() + block * lanes + lane);
      if (kernel >= 0) {
        int to = weights.offset() + kernel + element;
        w[to] = accumulate ? w[to] + from[at + lane] : from[at + lane];
      }
    }
  }
}

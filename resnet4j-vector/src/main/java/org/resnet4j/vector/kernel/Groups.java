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
}

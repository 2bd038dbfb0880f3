package org.resnet4j.vector.plan;

import java.util.List;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.ops.MeanPool;
import org.resnet4j.vector.ops.MeanPool.Windows;
import org.resnet4j.vector.ops.Work;

/** What both directions of an operation need to know alike. */
final class Shapes {
  private Shapes() {}

  static ConvolutionShape of(Op.Convolve op, Layout in) {
    var c = op.layer();
    return new ConvolutionShape(
        in.n(),
        c.in(),
        c.out(),
        in.height(),
        in.width(),
        c.kernel(),
        c.stride(),
        c.padding(),
        c.groups());
  }

  static ConvolutionShape of(Op.PartialConvolve op, Layout in) {
    var c = op.layer();
    return new ConvolutionShape(in.n(), c.in(), c.out(), in.height(), in.width(), c.kernel(), 1, 0);
  }

  /** A linear layer is a 1 × 1 convolution of images of one pixel. */
  static ConvolutionShape of(Op.Product op, Layout in) {
    return new ConvolutionShape(in.n(), op.layer().in(), op.layer().out(), 1, 1, 1, 1, 0);
  }

  static MeanPool pool(Op.Mean op, Layout in, Layout out) {
    var p = op.layer();
    return new MeanPool(
        in,
        out,
        Windows.sliding(in.height(), out.height(), p.kernel(), p.stride(), p.padding()),
        Windows.sliding(in.width(), out.width(), p.kernel(), p.stride(), p.padding()));
  }

  static MeanPool pool(Op.AdaptiveMean op, Layout in, Layout out) {
    return new MeanPool(
        in,
        out,
        Windows.adaptive(in.height(), out.height()),
        Windows.adaptive(in.width(), out.width()));
  }

  /** The bias of this layer, padded to whole blocks; {@code tasks} get the copying. */
  static Span padded(Store store, String path, int channels, List<Task> tasks) {
    var bias = store.value(Parameters.path(path, "bias"));
    var padded = new float[Lanes.padded(channels)];
    tasks.add(Work.each(1, item -> System.arraycopy(bias, 0, padded, 0, channels)));
    return new Span(padded, 0);
  }
}

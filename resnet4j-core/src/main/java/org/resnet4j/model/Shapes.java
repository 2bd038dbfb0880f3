package org.resnet4j.model;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Layer.*;

/**
 * The shapes interpreter: the output shape of every node of a network for an input of a given
 * shape, without the batch. An input that does not fit raises a {@link ShapeException} that names
 * the node by its path.
 */
public final class Shapes {
  private final List<Node> trace = new ArrayList<>();
  private boolean trainingOnly;

  private Shapes() {}

  /**
   * A node of the tree with the shapes of its input and output.
   *
   * @param path as in a state dict, {@code layer1.0.conv1}; a residual's sum is the path of the
   *     residual and {@code .sum}
   * @param layer the node
   * @param in the shape of its input
   * @param out the shape of its output
   * @param trainingOnly whether it belongs to an auxiliary head, which does not exist in evaluation
   */
  public record Node(String path, Layer layer, Shape in, Shape out, boolean trainingOnly) {}

  /**
   * The output shape of a network.
   *
   * @param layer the network
   * @param input (C, H, W), or (F) for a vector of features
   * @return the shape of its output, in evaluation
   * @throws ShapeException if the network does not accept this input
   */
  public static Shape infer(Layer layer, Shape input) {
    return new Shapes().visit("", layer, input);
  }

  /**
   * Every node, leaves and combinators, in the order in which they are computed: a combinator comes
   * after its parts. Where nodes share a path (a block and the branch in it), the last one is the
   * outermost.
   *
   * @param layer the network
   * @param input (C, H, W), or (F) for a vector of features
   * @return the nodes, those of auxiliary heads included
   * @throws ShapeException if the network does not accept this input
   */
  public static List<Node> trace(Layer layer, Shape input) {
    var shapes = new Shapes();
    shapes.visit("", layer, input);
    return List.copyOf(shapes.trace);
  }

  private Shape visit(String path, Layer layer, Shape in) {
    var at = new At(path, layer, in);
    var out =
        switch (layer) {
          case Conv2d c -> at.channels(c.in()).window(c.out(), c.kernel(), c.stride(), c.padding());
          case PartialConv2d c -> at.channels(c.in()).window(c.out(), c.kernel(), 1, 0);
          case BatchNorm2d b -> at.channels(b.channels()).in();
          case Linear l -> at.features(l.in(), l.out());
          case Subsampling s -> at.channels(s.channels()).window(s.channels(), 2, 2, 0);
          case RadialBasis r -> at.features(r.in(), r.classes());
          case Activation a -> in;
          case MaxPool2d p when p.ceil() -> at.image().ceilWindow(p);
          case MaxPool2d p -> at.image().window(in.channels(), p.kernel(), p.stride(), p.padding());
          case AvgPool2d p -> at.image().window(in.channels(), p.kernel(), p.stride(), p.padding());
          case AdaptiveAvgPool2d p -> Shape.of(at.image().in().channels(), p.height(), p.width());
          case LocalResponseNorm n -> at.image().in();
          case Dropout d -> in;
          case Flatten f -> Shape.of(Math.toIntExact(in.elements()));
          case Identity i -> in;
          case PaddedIdentity p -> at.channels(p.in()).window(p.out(), 1, p.stride(), 0);
          case Chain c -> chain(path, c, in);
          case Residual r -> residual(at, r);
          case Concat c -> concat(at, c);
          case Highway h -> highway(at, h);
          case WithHeads w -> withHeads(at, w);
        };
    var name = layer instanceof Residual ? Parameters.path(path, "sum") : path;
    trace.add(new Node(name, layer, in, out, trainingOnly));
    return out;
  }

  private Shape chain(String path, Chain chain, Shape in) {
    var shape = in;
    for (var named : chain.layers()) {
      shape = visit(Parameters.path(path, named.name()), named.layer(), shape);
    }
    return shape;
  }

  private Shape residual(At at, Residual residual) {
    var branch = visit(at.path, residual.branch(), at.in);
    var shortcut = visit(Parameters.path(at.path, "downsample"), residual.shortcut(), at.in);
    at.require(
        branch.equals(shortcut),
        "%s adds a branch of %s and a shortcut of %s; they must be equal",
        branch,
        shortcut);
    return branch;
  }

  private Shape concat(At at, Concat concat) {
    at.image();
    int channels = 0;
    var outs = new ArrayList<Shape>();
    for (var named : concat.branches()) {
      var out = visit(Parameters.path(at.path, named.name()), named.layer(), at.in);
      outs.add(out);
      channels += out.channels();
      at.require(
          out.isImage() && out.sizes().subList(1, 3).equals(outs.getFirst().sizes().subList(1, 3)),
          "%s puts %s beside %s; heights and widths must be equal",
          out,
          outs.getFirst());
    }
    return Shape.of(channels, outs.getFirst().height(), outs.getFirst().width());
  }

  private Shape highway(At at, Highway highway) {
    var transform = visit(Parameters.path(at.path, "transform"), highway.transform(), at.in);
    var gate = visit(Parameters.path(at.path, "gate"), highway.gate(), at.in);
    at.require(
        transform.equals(at.in) && gate.equals(at.in),
        "%s carries %s; its transform (%s) and its gate (%s) must keep that shape",
        at.in,
        transform,
        gate);
    return at.in;
  }

  private Shape withHeads(At at, WithHeads heads) {
    var shape = at.in;
    var hung = new ArrayList<Head>();
    for (var named : heads.trunk().layers()) {
      shape = visit(Parameters.path(at.path, named.name()), named.layer(), shape);
      for (var head : heads.heads()) {
        if (head.after().equals(named.name())) {
          hung.add(head);
          trainingOnly = true;
          visit(Parameters.path(at.path, head.name()), head.layer(), shape);
          trainingOnly = false;
        }
      }
    }
    at.require(
        hung.size() == heads.heads().size(),
        "%s has a head that is attached to no child of the trunk");
    return visit(at.path, heads.classifier(), shape);
  }

  /** The current place in the tree, and the checks that name it. */
  private record At(String path, Layer layer, Shape in) {
    /** The message begins with a place for the name of this node. */
    At require(boolean holds, String message, Object... values) {
      if (!holds) {
        var name = path.isEmpty() ? "the network" : path;
        var named = new ArrayList<Object>(List.of(name));
        named.addAll(List.of(values));
        throw new ShapeException(message.formatted(named.toArray()));
      }
      return this;
    }

    At image() {
      return require(in.isImage(), "%s expects an image (channels x height x width), got (%s)", in);
    }

    At channels(int channels) {
      return image()
          .require(
              in.channels() == channels, "%s expects %d channels, got %d", channels, in.channels());
    }

    Shape features(int expected, int out) {
      require(in.rank() == 1, "%s expects a vector of %d features, got (%s)", expected, in);
      require(in.size(0) == expected, "%s expects %d features, got %d", expected, in.size(0));
      return Shape.of(out);
    }

    Shape window(int channels, int kernel, int stride, int padding) {
      fits(kernel, kernel, padding);
      return Shape.of(
          channels,
          (in.height() + 2 * padding - kernel) / stride + 1,
          (in.width() + 2 * padding - kernel) / stride + 1);
    }

    /** A window may extend beyond the far edge, so it may be larger than the image. */
    Shape ceilWindow(MaxPool2d pool) {
      fits(pool.kernel() - pool.stride() + 1, pool.kernel(), pool.padding());
      return Shape.of(in.channels(), ceil(in.height(), pool), ceil(in.width(), pool));
    }

    /** PyTorch's rule: the last window must start inside the image or its left padding. */
    private static int ceil(int size, MaxPool2d pool) {
      int out = Math.ceilDiv(size + 2 * pool.padding() - pool.kernel(), pool.stride()) + 1;
      return (out - 1) * pool.stride() >= size + pool.padding() ? out - 1 : out;
    }

    private void fits(int least, int kernel, int padding) {
      require(
          Math.min(in.height(), in.width()) + 2 * padding >= least,
          "%s has a window of %dx%d, but its input is only %dx%d; the network's input is too small",
          kernel,
          kernel,
          in.height(),
          in.width());
    }
  }
}

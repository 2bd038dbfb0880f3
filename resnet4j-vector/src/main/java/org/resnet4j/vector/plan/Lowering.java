package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.resnet4j.engine.EngineException;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;

/** First pass: the tree of layers becomes a list of operations on numbered values. */
public final class Lowering {
  private final boolean training;
  private final List<Op> ops = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final Map<String, Integer> nodes = new HashMap<>();
  private final List<Graph.Goal> goals = new ArrayList<>();

  private Lowering(boolean training) {
    this.training = training;
  }

  /**
   * @param input (C, H, W), or (F)
   * @param training whether dropout and auxiliary heads are there
   */
  public static Graph lower(Layer layer, Shape input, boolean training) {
    var lowering = new Lowering(training);
    int x =
        input.isImage()
            ? lowering.value(input.channels(), input.height(), input.width())
            : lowering.features(Math.toIntExact(input.elements()));
    int logits = lowering.visit("", layer, x);
    lowering.nodes.put("input", x);
    lowering.goals.addFirst(new Graph.Goal(logits, 1));
    return new Graph(
        List.copyOf(lowering.ops),
        List.copyOf(lowering.values),
        Map.copyOf(lowering.nodes),
        List.copyOf(lowering.goals));
  }

  private int visit(String path, Layer layer, int x) {
    int y = lower(path, layer, x);
    nodes.put(path, y);
    return y;
  }

  private int lower(String path, Layer layer, int x) {
    var in = values.get(x);
    return switch (layer) {
      case Conv2d c -> {
        check(path, "channels", c.in(), in.channels());
        int height = window(path, in.height(), c.kernel(), c.stride(), c.padding());
        int width = window(path, in.width(), c.kernel(), c.stride(), c.padding());
        yield add(new Op.Convolve(path, c, x, Op.Tail.NONE, value(c.out(), height, width)));
      }
      case PartialConv2d c -> {
        check(path, "channels", c.in(), in.channels());
        int height = window(path, in.height(), c.kernel(), 1, 0);
        int width = window(path, in.width(), c.kernel(), 1, 0);
        yield add(new Op.PartialConvolve(path, c, x, value(c.out(), height, width)));
      }
      case BatchNorm2d b -> {
        check(path, "channels", b.channels(), in.channels());
        yield add(new Op.Normalise(path, b, x, OptionalInt.empty(), false, like(x)));
      }
      case Linear l -> {
        check(path, "features", l.in(), in.channels() * in.height() * in.width());
        yield add(new Op.Product(path, l, x, false, features(l.out())));
      }
      case Subsampling s ->
          add(new Op.Subsample(path, x, value(s.channels(), in.height() / 2, in.width() / 2)));
      case RadialBasis r -> add(new Op.Distance(path, r, x, features(r.classes())));
      case Activation a -> add(new Op.Activate(path, a.function(), x, like(x)));
      case MaxPool2d p -> {
        int height = pool(path, in.height(), p);
        int width = pool(path, in.width(), p);
        yield add(new Op.Maximum(path, p, x, value(in.channels(), height, width)));
      }
      case AvgPool2d p -> {
        int height = window(path, in.height(), p.kernel(), p.stride(), p.padding());
        int width = window(path, in.width(), p.kernel(), p.stride(), p.padding());
        yield add(new Op.Mean(path, p, x, value(in.channels(), height, width)));
      }
      case AdaptiveAvgPool2d p ->
          add(new Op.AdaptiveMean(path, p, x, value(in.channels(), p.height(), p.width())));
      case LocalResponseNorm n -> add(new Op.ResponseNorm(path, n, x, like(x)));
      case Dropout d ->
          training && d.probability() > 0 ? add(new Op.Drop(path, d.probability(), x, like(x))) : x;
      case Flatten f ->
          in.image()
              ? add(new Op.Flat(path, x, features(in.channels() * in.height() * in.width())))
              : x;
      case Identity i -> x;
      case PaddedIdentity p -> {
        int height = (in.height() + p.stride() - 1) / p.stride();
        int width = (in.width() + p.stride() - 1) / p.stride();
        yield add(new Op.Pad(path, p, x, value(p.out(), height, width)));
      }
      case Chain c -> {
        int y = x;
        for (var named : c.layers()) {
          y = visit(Parameters.path(path, named.name()), named.layer(), y);
        }
        yield y;
      }
      case Residual r -> residual(path, r, x);
      case Concat c -> concat(path, c, x);
      case Highway h -> {
        int transform = visit(Parameters.path(path, "transform"), h.transform(), x);
        int gate = visit(Parameters.path(path, "gate"), h.gate(), x);
        yield add(new Op.Gate(path, transform, gate, x, like(x)));
      }
      case WithHeads w -> heads(path, w, x);
    };
  }

  private int residual(String path, Residual residual, int x) {
    int branch = visit(path, residual.branch(), x);
    int shortcut = visit(Parameters.path(path, "downsample"), residual.shortcut(), x);
    var a = values.get(branch);
    var b = values.get(shortcut);
    if (!a.like(0).equals(b.like(0))) {
      throw new EngineException(
          "residual '%s': the branch gives %s, the shortcut %s; they must agree"
              .formatted(path, a, b));
    }
    int sum = add(new Op.Add(path, branch, shortcut, false, like(branch)));
    nodes.put(Parameters.path(path, "sum"), sum);
    return sum;
  }

  private int concat(String path, Concat concat, int x) {
    var parts = new ArrayList<Integer>();
    int channels = 0;
    for (var branch : concat.branches()) {
      int part = visit(Parameters.path(path, branch.name()), branch.layer(), x);
      parts.add(part);
      channels += values.get(part).channels();
    }
    var first = values.get(parts.getFirst());
    return add(
        new Op.Join(path, List.copyOf(parts), value(channels, first.height(), first.width())));
  }

  private int heads(String path, WithHeads network, int x) {
    int y = x;
    for (var named : network.trunk().layers()) {
      y = visit(Parameters.path(path, named.name()), named.layer(), y);
      for (var head : network.heads()) {
        if (training && head.after().equals(named.name())) {
          int logits = visit(Parameters.path(path, head.name()), head.layer(), y);
          goals.add(new Graph.Goal(logits, head.weight()));
        }
      }
    }
    return visit(path, network.classifier(), y);
  }

  private int add(Op op) {
    ops.add(op);
    return op.output();
  }

  private int value(int channels, int height, int width) {
    values.add(new Value(values.size(), channels, height, width, true, false));
    return values.size() - 1;
  }

  private int features(int count) {
    values.add(new Value(values.size(), count, 1, 1, false, false));
    return values.size() - 1;
  }

  private int like(int other) {
    values.add(values.get(other).like(values.size()));
    return values.size() - 1;
  }

  private static int pool(String path, int size, MaxPool2d pool) {
    if (!pool.ceil()) {
      return window(path, size, pool.kernel(), pool.stride(), pool.padding());
    }
    int room = size + 2 * pool.padding() - pool.kernel();
    int out = Math.ceilDiv(room, pool.stride()) + 1;
    // the last window must begin inside the image or its left padding
    return (out - 1) * pool.stride() >= size + pool.padding() ? out - 1 : out;
  }

  private static int window(String path, int size, int kernel, int stride, int padding) {
    if (size + 2 * padding < kernel) {
      throw new EngineException(
          "'%s': a window of %d does not fit an image of %d pixels with padding %d; larger images"
                  .formatted(path, kernel, size, padding)
              + " are needed");
    }
    return (size + 2 * padding - kernel) / stride + 1;
  }

  private static void check(String path, String what, int wanted, int got) {
    if (wanted != got) {
      throw new EngineException("'%s' takes %d %s, it gets %d".formatted(path, wanted, what, got));
    }
  }
}

package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.*;
import org.resnet4j.model.Parameters;
import org.resnet4j.model.Shape;
import org.resnet4j.model.Shapes;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.LossTerm;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.Value;
import org.resnet4j.vector.program.WeightSource;

/**
 * The tree of layers becomes a list of operations on numbered values: plain, one for each layer,
 * every convolution by the algorithm that does any shape. Shapes are those of {@link Shapes}, which
 * rejects what does not fit.
 */
final class Lowering {
  private final CompilerOptions options;

  /** The nodes of the tree in the order in which {@link #visit} leaves them. */
  private final Iterator<Shapes.Node> trace;

  private final List<Value> values = new ArrayList<>();
  private final List<Op> ops = new ArrayList<>();
  private final Map<String, Integer> nodes = new HashMap<>();
  private final List<LossTerm> losses = new ArrayList<>();

  private Lowering(Layer layer, Shape input, CompilerOptions options) {
    this.options = options;
    trace =
        Shapes.trace(layer, input).stream()
            .filter(node -> training() || !node.trainingOnly())
            .iterator();
    nodes.put("input", value(input));
  }

  /**
   * @param input (C, H, W), or (F)
   * @throws org.resnet4j.model.ShapeException if the network cannot take it
   */
  static Program lower(Layer layer, Shape input, CompilerOptions options) {
    var pass = new Lowering(layer, input, options);
    int logits = pass.visit("", layer, Program.INPUT);
    pass.losses.addFirst(new LossTerm(logits, 1));
    var outputs = new Program.Outputs(pass.losses, pass.nodes, Set.of()).probing(options.probes());
    return new Program(
            options.batch(),
            pass.values,
            outputs,
            List.of(),
            List.of(new Instruction.Input(Program.INPUT)),
            Map.of())
        .withOps(pass.ops);
  }

  /** Whether dropout, auxiliary heads and the batch's statistics are there. */
  private boolean training() {
    return options.purpose() == Purpose.TRAINING;
  }

  private int visit(String path, Layer layer, int x) {
    int y = lower(path, layer, x);
    nodes.put(path, y);
    return y;
  }

  private int lower(String path, Layer layer, int x) {
    return switch (layer) {
      case Conv2d c -> add(convolution(path, c, x));
      case PartialConv2d c -> add(partial(path, c, x));
      case Linear l -> add(linear(path, l, x));
      case BatchNorm2d b ->
          add(new Op.NormaliseBatch(path, b, statistics(path), x, Epilogue.NONE, true, next()));
      case Subsampling s -> add(new Op.Subsample(path, x, next()));
      case RadialBasis r -> add(new Op.Distance(path, r, x, next()));
      case Activation a -> add(new Op.Activate(path, a.function(), x, next()));
      case MaxPool2d p -> add(new Op.Maximum(path, p, x, next()));
      case AvgPool2d p -> add(new Op.Mean(path, p, x, next()));
      case AdaptiveAvgPool2d p -> add(new Op.AdaptiveMean(path, p, x, next()));
      case LocalResponseNorm n -> add(new Op.NormaliseResponse(path, n, x, next()));
      case PaddedIdentity p -> add(new Op.Pad(path, p, x, next()));
      case Dropout d when training() && d.probability() > 0 ->
          add(new Op.Drop(path, d.probability(), x, next()));
      case Flatten f when values.get(x).image() -> add(new Op.Flat(path, x, next()));
      case Dropout d -> same(x);
      case Flatten f -> same(x);
      case Identity i -> same(x);
      case Chain c -> same(chain(path, c, x));
      case Residual r -> residual(path, r, x);
      case Concat c -> concat(path, c, x);
      case Highway h -> highway(path, h, x);
      case WithHeads w -> same(heads(path, w, x));
    };
  }

  private Op convolution(String path, Conv2d c, int x) {
    var shape = shape(x, c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.groups());
    return convolve(path, shape, new WeightSource.Dense(), x, c.bias());
  }

  private Op partial(String path, PartialConv2d c, int x) {
    var shape = shape(x, c.in(), c.out(), c.kernel(), 1, 0, 1);
    return convolve(path, shape, new WeightSource.ConnectionTable(c), x, true);
  }

  private Op linear(String path, Linear l, int x) {
    var shape = shape(x, l.in(), l.out(), 1, 1, 0, 1);
    return convolve(path, shape, new WeightSource.Dense(), x, l.bias());
  }

  private ConvolutionShape shape(
      int x, int in, int out, int kernel, int stride, int padding, int groups) {
    var image = values.get(x);
    return new ConvolutionShape(
        options.batch(), in, out, image.height(), image.width(), kernel, stride, padding, groups);
  }

  private Op convolve(
      String path, ConvolutionShape shape, WeightSource weights, int x, boolean bias) {
    var input = new Operand.Stored(x);
    var epilogue = bias ? Epilogue.NONE.withBias() : Epilogue.NONE;
    return new Op.Convolve(path, shape, Algorithm.GATHER, weights, input, epilogue, next());
  }

  /** The batch's in training, unless the norm is frozen. */
  private Op.Statistics statistics(String path) {
    boolean trained =
        options.trained().test(Parameters.path(path, "weight"))
            || options.trained().test(Parameters.path(path, "bias"));
    return training() && trained ? Op.Statistics.BATCH : Op.Statistics.RUNNING;
  }

  private int chain(String path, Chain chain, int x) {
    int y = x;
    for (var named : chain.layers()) {
      y = visit(Parameters.path(path, named.name()), named.layer(), y);
    }
    return y;
  }

  private int residual(String path, Residual residual, int x) {
    int branch = visit(path, residual.branch(), x);
    int shortcut = visit(Parameters.path(path, "downsample"), residual.shortcut(), x);
    int sum = add(new Op.Add(path, branch, shortcut, false, next()));
    nodes.put(Parameters.path(path, "sum"), sum);
    return sum;
  }

  private int concat(String path, Concat concat, int x) {
    var parts =
        concat.branches().stream()
            .map(branch -> visit(Parameters.path(path, branch.name()), branch.layer(), x))
            .toList();
    return add(new Op.Concatenate(path, parts, next()));
  }

  private int highway(String path, Highway highway, int x) {
    int transform = visit(Parameters.path(path, "transform"), highway.transform(), x);
    int gate = visit(Parameters.path(path, "gate"), highway.gate(), x);
    return add(new Op.Gate(path, transform, gate, x, next()));
  }

  private int heads(String path, WithHeads network, int x) {
    int y = x;
    for (var named : network.trunk().layers()) {
      y = visit(Parameters.path(path, named.name()), named.layer(), y);
      for (var head : network.heads()) {
        if (training() && head.after().equals(named.name())) {
          int logits = visit(Parameters.path(path, head.name()), head.layer(), y);
          losses.add(new LossTerm(logits, head.weight()));
        }
      }
    }
    return visit(path, network.classifier(), y);
  }

  private int add(Op op) {
    ops.add(op);
    return op.output();
  }

  /** A new value for the output of the layer that is being left. */
  private int next() {
    return value(trace.next().out());
  }

  /** The layer that is being left makes no new value. */
  private int same(int value) {
    trace.next();
    return value;
  }

  private int value(Shape shape) {
    values.add(Value.of(values.size(), shape));
    return values.size() - 1;
  }
}

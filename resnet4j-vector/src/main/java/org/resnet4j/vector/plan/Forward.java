package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.ops.Activations;
import org.resnet4j.vector.ops.ChannelShift;
import org.resnet4j.vector.ops.Dropout;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.Join;
import org.resnet4j.vector.ops.MaxPool;
import org.resnet4j.vector.ops.Reorder;

/** The tasks of each operation's forward pass. */
final class Forward {
  private final Memory memory;
  private final Mode mode;

  /** Batch norms whose sums the convolution in front gathers. */
  private final Set<Op.Normalise> gathered = new HashSet<>();

  Forward(Memory memory, Mode mode) {
    this.memory = memory;
    this.mode = mode;
  }

  List<Task> tasks(Op op) {
    return switch (op) {
      case Op.Convolve c -> convolve(c);
      case Op.Normalise n -> normalise(n);
      default -> whole(op);
    };
  }

  /** The operations whose operands all lie in memory. */
  private List<Task> whole(Op op) {
    var y = memory.span(op.output());
    var out = memory.layout(op.output());
    var x = memory.span(op.inputs().getFirst());
    var in = memory.layout(op.inputs().getFirst());
    var reader = Reader.plain(x);
    return switch (op) {
      case Op.Product p -> product(p, Shapes.of(p, in), p.layer().bias(), memory.reader(p.input()));
      case Op.Activate a -> List.of(Activations.forward(a.function(), out, x, y));
      case Op.Maximum m ->
          List.of(
              new MaxPool(in, out, m.layer().kernel(), m.layer().stride(), m.layer().padding())
                  .forward(x, y));
      case Op.Mean m -> List.of(Shapes.pool(m, in, out).forward(x, y));
      case Op.AdaptiveMean m -> List.of(Shapes.pool(m, in, out).forward(x, y));
      case Op.Drop d ->
          List.of(Dropout.multiply(out, d.path(), d.probability(), memory.feed(), x, y));
      case Op.Flat f -> memory.planes(f.output()) ? List.of() : List.of(Reorder.flatten(in, x, y));
      case Op.Pad p ->
          List.of(
              new ChannelShift(in, out, p.layer().before()).subsample(x, y, p.layer().stride()));
      case Op.Add a ->
          List.of(Elementwise.sum(out.size(), memory.span(a.a()), memory.span(a.b()), y, a.relu()));
      case Op.Join j ->
          List.of(
              new Join(
                      j.inputs().stream().map(memory::layout).toList(),
                      j.inputs().stream().map(memory::span).toList(),
                      out)
                  .forward(y));
      case Op.Gate g ->
          List.of(
              Elementwise.gate(
                  out.size(), memory.span(g.h()), memory.span(g.t()), memory.span(g.x()), y));
      case Op.PartialConvolve c -> partial(c, Shapes.of(c, in), reader, y);
      case Op.Subsample s -> memory.windowSum(s).forward(x, y);
      case Op.Distance d -> List.of(memory.distance(d).forward(x, y));
      case Op.ResponseNorm n -> List.of(memory.responseNorm(n).forward(x, y));
      case Op.Convolve c -> throw new IllegalStateException("reads what may be deferred: " + c);
      case Op.Normalise n -> throw new IllegalStateException("writes what may be deferred: " + n);
    };
  }

  private List<Task> convolve(Op.Convolve op) {
    var shape = Shapes.of(op, memory.layout(op.input()));
    var x = memory.reader(op.input());
    return mode == Mode.PREDICTION
        ? folded(op, shape, x, memory.span(op.output()))
        : product(op, shape, op.layer().bias(), x);
  }

  private List<Task> product(Op.Rectifiable op, ConvolutionShape shape, boolean bias, Reader x) {
    var path = op.path();
    var tasks = new ArrayList<Task>();
    var writer = Writer.to(memory.span(op.output()));
    if (bias) {
      writer = writer.bias(Shapes.padded(memory.store(), path, shape.out(), tasks));
    }
    if (op.relu()) {
      writer = writer.relu();
    }
    var norm = memory.normOf(op.output());
    if (norm.isPresent() && usesBatch(norm.get())) {
      gathered.add(norm.get());
      writer = writer.statistics(memory.norm(norm.get()).inputSums());
    }
    var weights = memory.store().span(Parameters.path(path, "weight"));
    if (mode == Mode.PREDICTION) {
      tasks.addAll(kept(path, shape, x, weights, writer));
    } else {
      convolve(shape, x, weights, writer, tasks);
    }
    return tasks;
  }

  private List<Task> folded(Op.Convolve op, ConvolutionShape shape, Reader x, Span y) {
    var folded = Folded.of(memory.store(), op);
    var writer = Writer.to(y).bias(folded.bias());
    if (op.tail().addend().isPresent()) {
      writer = writer.plus(memory.span(op.tail().addend().getAsInt()));
    }
    if (op.tail().relu()) {
      writer = writer.relu();
    }
    return kept(op.path(), shape, x, folded.weights(), writer);
  }

  private List<Task> kept(
      String path, ConvolutionShape shape, Reader x, Span weights, Writer writer) {
    var algorithm = Convolutions.choose(shape);
    return memory
        .packing()
        .pass(
            path + " " + algorithm,
            Convolutions.packedFloats(shape, algorithm),
            packed ->
                Convolutions.forward(
                    shape, algorithm, x, weights, writer, packed, memory.scratch()));
  }

  private List<Task> partial(Op.PartialConvolve op, ConvolutionShape shape, Reader x, Span y) {
    var tasks = new ArrayList<Task>();
    var connections = memory.connections(op);
    tasks.add(connections.spread(memory.store().value(Parameters.path(op.path(), "weight"))));
    var bias = Shapes.padded(memory.store(), op.path(), shape.out(), tasks);
    var weights = new Span(connections.full(), 0);
    convolve(shape, x, weights, Writer.to(y).bias(bias), tasks);
    return tasks;
  }

  private void convolve(
      ConvolutionShape shape, Reader x, Span weights, Writer writer, List<Task> tasks) {
    var algorithm = Convolutions.choose(shape);
    var pass =
        Convolutions.forward(shape, algorithm, x, weights, writer, Span.NONE, memory.scratch());
    tasks.addAll(pass.prepare());
    tasks.addAll(pass.compute());
  }

  private List<Task> normalise(Op.Normalise op) {
    var norm = memory.norm(op);
    var x = memory.span(op.input());
    var y = memory.deferred(op.output()) ? null : memory.span(op.output());
    var addend = op.addend().isPresent() ? memory.span(op.addend().getAsInt()) : null;
    return usesBatch(op)
        ? norm.forward(x, addend, y, op.layer().momentum(), gathered.contains(op))
        : norm.forwardRunning(x, addend, y);
  }

  /** Whether a batch norm takes the batch's statistics: in training, unless it is frozen. */
  boolean usesBatch(Op.Normalise op) {
    return mode == Mode.TRAINING && memory.store().trained(op.path());
  }
}

package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Pass;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.ops.Activations;
import org.resnet4j.vector.ops.BatchNorm;
import org.resnet4j.vector.ops.BiasGradient;
import org.resnet4j.vector.ops.ChannelShift;
import org.resnet4j.vector.ops.Dropout;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.MaxPool;
import org.resnet4j.vector.ops.Reorder;

/** The tasks of each operation's backward pass. */
final class Reverse {
  private final Memory memory;
  private final Forward forward;

  /** Batch norms whose gradient's mask and sums the convolution behind took care of. */
  private final Set<Op.Normalise> gathered = new HashSet<>();

  Reverse(Memory memory, Forward forward) {
    this.memory = memory;
    this.forward = forward;
  }

  List<Task> tasks(Step.Backward step) {
    var op = step.op();
    var in = memory.layout(op.inputs().getFirst());
    return switch (op) {
      case Op.Convolve c -> product(step, c.path(), Shapes.of(c, in), c.layer().bias());
      case Op.Product p -> product(step, p.path(), Shapes.of(p, in), p.layer().bias());
      case Op.PartialConvolve c -> partial(c, step, Shapes.of(c, in));
      case Op.Subsample s -> subsample(s, step);
      case Op.Normalise n -> normalise(n, step);
      case Op.Join j -> join(j, step);
      case Op.Gate g -> List.of(gate(g, step));
      default -> {
        var dx = span(step.into().getFirst());
        boolean masked = step.front().isPresent();
        yield dx == null ? List.of() : List.of(plain(op, memory.span(step.gradient()), dx, masked));
      }
    };
  }

  /**
   * The operations without weights and with one gradient.
   *
   * @param masked whether it is masked by a ReLU in front
   */
  private Task plain(Op op, Span dy, Span dx, boolean masked) {
    var y = memory.span(op.output());
    var in = memory.layout(op.inputs().getFirst());
    var out = memory.layout(op.output());
    var x = memory.span(op.inputs().getFirst());
    return switch (op) {
      case Op.Activate a -> Activations.backward(a.function(), out.size(), y, dy, dx);
      case Op.Maximum m ->
          new MaxPool(in, out, m.layer().kernel(), m.layer().stride(), m.layer().padding())
              .backward(x, y, dy, dx, masked);
      case Op.Mean m -> Shapes.pool(m, in, out).backward(dy, dx);
      case Op.AdaptiveMean m -> Shapes.pool(m, in, out).backward(dy, dx);
      case Op.Drop d -> Dropout.multiply(out, d.path(), d.probability(), memory.feed(), dy, dx);
      case Op.Flat f -> Reorder.unflatten(in, dy, dx);
      case Op.Pad p ->
          new ChannelShift(out, in, -p.layer().before()).spread(dy, dx, p.layer().stride());
      case Op.Add a -> Elementwise.mask(out.size(), y, dy, dx);
      case Op.Distance d -> memory.distance(d).backward(x, dy, dx);
      case Op.ResponseNorm n -> memory.responseNorm(n).backward(x, dy, dx);
      default -> throw new IllegalStateException("no gradient of " + op);
    };
  }

  private List<Task> product(
      Step.Backward step, String path, ConvolutionShape shape, boolean bias) {
    var tasks = new ArrayList<Task>();
    var store = memory.store();
    if (bias) {
      addBias(step, path, shape, tasks);
    }
    var weights = Parameters.path(path, "weight");
    addGradients(step, shape, store.span(weights), store.gradient(weights), tasks);
    return tasks;
  }

  private List<Task> partial(Op.PartialConvolve op, Step.Backward step, ConvolutionShape shape) {
    var tasks = new ArrayList<Task>();
    addBias(step, op.path(), shape, tasks);
    var connections = memory.connections(op);
    var byWeights = memory.store().gradient(Parameters.path(op.path(), "weight"));
    if (byWeights != null) {
      addWeights(step, shape, new Span(connections.fullGradient(), 0), false, tasks);
      tasks.add(connections.gather(byWeights));
    }
    addInput(step, shape, new Span(connections.full(), 0), tasks);
    return tasks;
  }

  private void addBias(Step.Backward step, String path, ConvolutionShape shape, List<Task> tasks) {
    var byBias = memory.store().gradient(Parameters.path(path, "bias"));
    if (byBias != null) {
      tasks.addAll(BiasGradient.tasks(shape.output(), memory.span(step.gradient()), byBias));
    }
  }

  /** Both gradients, or the one of them that is wanted. */
  private void addGradients(
      Step.Backward step,
      ConvolutionShape shape,
      Span weights,
      float @Nullable [] byWeights,
      List<Task> tasks) {
    if (byWeights == null) {
      addInput(step, shape, weights, tasks);
    } else if (span(step.into().getFirst()) == null) {
      addWeights(step, shape, new Span(byWeights, 0), true, tasks);
    } else {
      var x = memory.reader(step.op().inputs().getFirst());
      var dy = memory.reader(step.gradient());
      var algorithm = Convolutions.choose(shape);
      var to = new Span(byWeights, 0);
      var scratch = memory.scratch();
      add(
          tasks,
          Convolutions.gradients(
              shape, algorithm, x, dy, weights, to, true, writer(step), scratch));
    }
  }

  private void addWeights(
      Step.Backward step, ConvolutionShape shape, Span to, boolean accumulate, List<Task> tasks) {
    var x = memory.reader(step.op().inputs().getFirst());
    var dy = memory.reader(step.gradient());
    var algorithm = Convolutions.choose(shape);
    var scratch = memory.scratch();
    add(tasks, Convolutions.weightGradient(shape, algorithm, x, dy, to, accumulate, scratch));
  }

  private void addInput(
      Step.Backward step, ConvolutionShape shape, Span weights, List<Task> tasks) {
    if (span(step.into().getFirst()) != null) {
      var dy = memory.reader(step.gradient());
      var algorithm = Convolutions.choose(shape);
      var scratch = memory.scratch();
      add(tasks, Convolutions.inputGradient(shape, algorithm, dy, weights, writer(step), scratch));
    }
  }

  /** Writes the gradient of a convolution's input. */
  private Writer writer(Step.Backward step) {
    var writer = Writer.to(memory.span(step.into().getFirst()));
    if (step.addend().isPresent()) {
      writer = writer.plus(memory.span(step.addend().getAsInt()));
    }
    return switch (step.front().orElse(null)) {
      case Op.Normalise norm -> gathering(norm, writer);
      case Op front -> writer.mask(memory.span(front.output()));
      case null -> writer;
    };
  }

  /** Masks by the ReLU behind the batch norm and gathers the sums that its gradient needs. */
  private Writer gathering(Op.Normalise op, Writer writer) {
    gathered.add(op);
    var norm = memory.norm(op);
    var x = memory.span(op.input());
    var masked =
        op.addend().isPresent()
            ? writer.mask(memory.span(op.output()))
            : writer.mask(x, norm.scale(), norm.shift());
    return masked.statistics(norm.gradientSums(), x);
  }

  private List<Task> subsample(Op.Subsample op, Step.Backward step) {
    var tasks = new ArrayList<Task>();
    var sum = memory.windowSum(op);
    var store = memory.store();
    var dy = memory.span(step.gradient());
    var byWeight = store.gradient(Parameters.path(op.path(), "weight"));
    var byBias = store.gradient(Parameters.path(op.path(), "bias"));
    tasks.addAll(sum.gradients(memory.span(op.input()), dy, byWeight, byBias));
    var dx = span(step.into().getFirst());
    if (dx != null) {
      tasks.add(sum.backward(dy, dx));
    }
    return tasks;
  }

  private static void add(List<Task> tasks, Pass pass) {
    tasks.addAll(pass.prepare());
    tasks.addAll(pass.compute());
  }

  private List<Task> normalise(Op.Normalise op, Step.Backward step) {
    var norm = memory.norm(op);
    var x = memory.span(op.input());
    var y = span(op.output());
    var dy = memory.span(step.gradient());
    var masked = memory.span(step.into().get(1));
    var dx = span(step.into().get(0));
    var store = memory.store();
    var byGamma = store.gradient(Parameters.path(op.path(), "weight"));
    var byBeta = store.gradient(Parameters.path(op.path(), "bias"));
    var gradients = new BatchNorm.Gradients(byGamma, byBeta);
    return norm.backward(
        forward.usesBatch(op), x, y, dy, masked, dx, gradients, gathered.contains(op));
  }

  private List<Task> join(Op.Join op, Step.Backward step) {
    var tasks = new ArrayList<Task>();
    var whole = memory.layout(op.output());
    var dy = memory.span(step.gradient());
    int channels = 0;
    for (int i = 0; i < op.inputs().size(); i++) {
      var part = memory.layout(op.inputs().get(i));
      var dx = span(step.into().get(i));
      if (dx != null) {
        tasks.add(new ChannelShift(whole, part, -channels).assign(dy, dx));
      }
      channels += part.channels();
    }
    return tasks;
  }

  private Task gate(Op.Gate op, Step.Backward step) {
    return Elementwise.gateBackward(
        memory.layout(op.output()).size(),
        memory.span(op.h()),
        memory.span(op.t()),
        memory.span(op.x()),
        memory.span(step.gradient()),
        memory.span(step.into().get(0)),
        memory.span(step.into().get(1)),
        memory.span(step.into().get(2)),
        step.front().isPresent());
  }

  private @Nullable Span span(int value) {
    return value == Step.NONE || memory.deferred(value) ? null : memory.span(value);
  }
}

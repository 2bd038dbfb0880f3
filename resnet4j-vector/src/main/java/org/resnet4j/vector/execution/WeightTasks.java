package org.resnet4j.vector.execution;

import java.util.List;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.NormFolding;
import org.resnet4j.vector.ops.Work;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.WeightSource;

/** The places of a convolution's weights and their gradients, and the tasks that put them there. */
final class WeightTasks {
  private final Binding binding;

  WeightTasks(Binding binding) {
    this.binding = binding;
  }

  /**
   * Weights in the order of the definition.
   *
   * @param weights (out, in / groups, kernel, kernel)
   * @param bias (out), padded to whole blocks; {@link Span#NONE} without one
   */
  record Plain(Span weights, Span bias) {}

  /**
   * The weights and the bias; {@code tasks} receives the tasks that must run before they are read.
   */
  Plain plain(Op.Convolve op, List<Task> tasks) {
    return switch (op.weights()) {
      case WeightSource.Dense dense -> new Plain(stored(op), bias(op, op.epilogue().bias(), tasks));
      case WeightSource.ConnectionTable table -> {
        var connections = binding.connections(op.path());
        tasks.add(connections.spread(stored(op).data()));
        yield new Plain(ready(op), bias(op, op.epilogue().bias(), tasks));
      }
      case WeightSource.Folded folded -> folded(op, folded, tasks);
      case WeightSource.Prepacked packed ->
          throw new IllegalStateException("'%s' is packed already".formatted(op.path()));
    };
  }

  private Plain folded(Op.Convolve op, WeightSource.Folded folded, List<Task> tasks) {
    var weights = new Span(binding.temporary(op.shape().weights()));
    var key = Parameters.path(op.path(), "weight");
    tasks.add(Work.each(1, item -> binding.variables().copy(key, weights.data())));
    var own = bias(op, folded.bias(), tasks);
    var bias = own.present() ? own : new Span(new float[Lanes.padded(op.shape().out())]);
    var norm = binding.variables().norm(folded.norm());
    tasks.add(
        NormFolding.fold(
            binding.loops(),
            norm,
            folded.eps(),
            op.shape().weights(),
            weights.data(),
            bias.data()));
    return new Plain(weights, bias);
  }

  /** A padded copy of the layer's own bias, made in each run. */
  private Span bias(Op.Convolve op, boolean present, List<Task> tasks) {
    if (!present) {
      return Span.NONE;
    }
    var padded = new Span(new float[Lanes.padded(op.shape().out())]);
    tasks.add(copy(binding.variables().span(Parameters.path(op.path(), "bias")), padded));
    return padded;
  }

  private Span stored(Op.Convolve op) {
    return binding.variables().span(Parameters.path(op.path(), "weight"));
  }

  /** The weights as left by the forward pass of the same run. */
  Span ready(Op.Convolve op) {
    return op.weights() instanceof WeightSource.ConnectionTable
        ? new Span(binding.connections(op.path()).full())
        : stored(op);
  }

  /**
   * The place of the weights' gradient.
   *
   * @param accumulated whether it is added to what is there
   */
  record Gradient(Span span, boolean accumulated) {}

  Gradient gradient(Op.Convolve op) {
    return op.weights() instanceof WeightSource.ConnectionTable
        ? new Gradient(new Span(binding.connections(op.path()).fullGradient()), false)
        : new Gradient(binding.gradient(Parameters.path(op.path(), "weight")), true);
  }

  /**
   * What remains to be done after the gradient is computed: a table takes its own elements of it.
   */
  List<Task> gathering(Op.Convolve op) {
    if (!(op.weights() instanceof WeightSource.ConnectionTable)) {
      return List.of();
    }
    var to = binding.gradient(Parameters.path(op.path(), "weight"));
    return List.of(binding.connections(op.path()).gather(to.data()));
  }

  /** Copies the whole of the first array. */
  static Task copy(Span from, Span to) {
    return Work.each(1, item -> System.arraycopy(from.data(), 0, to.data(), 0, from.data().length));
  }
}

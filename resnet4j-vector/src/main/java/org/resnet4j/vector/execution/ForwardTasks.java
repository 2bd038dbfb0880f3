package org.resnet4j.vector.execution;

import java.util.List;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Activations;
import org.resnet4j.vector.ops.ChannelShift;
import org.resnet4j.vector.ops.Concatenation;
import org.resnet4j.vector.ops.DropoutKernel;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.MaxPool;
import org.resnet4j.vector.ops.MeanPool;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.vector.program.Op;

/** The tasks of each operation's forward pass, except convolutions. */
final class ForwardTasks {
  private final Binding binding;

  ForwardTasks(Binding binding) {
    this.binding = binding;
  }

  List<Task> of(Op op) {
    return op instanceof Op.NormaliseBatch norm ? normalise(norm) : plain(op);
  }

  /** The operations that write one value. */
  private List<Task> plain(Op op) {
    var y = binding.span(op.output());
    var out = binding.layout(op.output());
    var x = binding.span(op.inputs().getFirst());
    var in = binding.layout(op.inputs().getFirst());
    return switch (op) {
      case Op.Subsample s -> binding.windowSum(s.path()).forward(x, y);
      case Op.Activate a -> List.of(Activations.forward(a.function(), out, x, y));
      case Op.Maximum m -> List.of(new MaxPool(in, out, m.layer()).forward(binding.loops(), x, y));
      case Op.Mean m -> List.of(MeanPool.sliding(in, out, m.layer()).forward(x, y));
      case Op.AdaptiveMean m -> List.of(MeanPool.adaptive(in, out).forward(x, y));
      case Op.Drop d ->
          List.of(DropoutKernel.multiply(out, d.path(), d.probability(), binding.inputs(), x, y));
      case Op.Flat f -> List.of(Reorder.flatten(in, x, y));
      case Op.Pad p ->
          List.of(
              new ChannelShift(in, out, p.layer().before()).subsample(x, y, p.layer().stride()));
      case Op.Add a ->
          List.of(
              Elementwise.sum(binding.loops(), out.size(), x, binding.span(a.b()), y, a.relu()));
      case Op.Concatenate c -> List.of(concatenation(c).forward(y));
      case Op.Gate g ->
          List.of(Elementwise.gate(out.size(), x, binding.span(g.t()), binding.span(g.x()), y));
      case Op.Distance d -> List.of(binding.distance(d).forward(x, y));
      case Op.NormaliseResponse n -> List.of(binding.responseNorm(n).forward(x, y));
      case Op.Convolve c -> throw new IllegalStateException("not plain: " + c);
      case Op.NormaliseBatch n -> throw new IllegalStateException("not plain: " + n);
    };
  }

  private List<Task> normalise(Op.NormaliseBatch op) {
    var norm = binding.norm(op.path());
    var x = binding.span(op.input());
    var y = op.written() ? binding.span(op.output()) : null;
    var addend = op.epilogue().addend();
    var residual = addend.isPresent() ? binding.span(addend.getAsInt()) : null;
    return switch (op.statistics()) {
      case RUNNING -> norm.forwardRunning(x, residual, y);
      case BATCH -> norm.forward(x, residual, y, op.layer().momentum(), false);
      case GATHERED -> norm.forward(x, residual, y, op.layer().momentum(), true);
    };
  }

  private Concatenation concatenation(Op.Concatenate op) {
    return new Concatenation(
        op.inputs().stream().map(binding::layout).toList(),
        op.inputs().stream().map(binding::span).toList(),
        binding.layout(op.output()));
  }
}

package org.resnet4j.vector.execution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Activations;
import org.resnet4j.vector.ops.BatchNorm;
import org.resnet4j.vector.ops.ChannelShift;
import org.resnet4j.vector.ops.DropoutKernel;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.MaxPool;
import org.resnet4j.vector.ops.MeanPool;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;

/** The tasks of each operation's backward pass, except convolutions. */
final class BackwardTasks {
  private final Binding binding;

  BackwardTasks(Binding binding) {
    this.binding = binding;
  }

  List<Task> of(Backward instruction) {
    return switch (instruction.op()) {
      case Op.NormaliseBatch n -> normalise(n, instruction);
      case Op.Subsample s -> subsample(s, instruction);
      case Op.Concatenate c -> split(c, instruction);
      case Op.Gate g -> List.of(gate(g, instruction));
      default -> {
        int into = instruction.into().getFirst();
        yield into == Instruction.NONE
            ? List.of()
            : List.of(plain(instruction, binding.span(into)));
      }
    };
  }

  /** The operations without weights and with one gradient. */
  private Task plain(Backward instruction, Span dx) {
    var op = instruction.op();
    var dy = binding.span(instruction.gradient().value());
    var in = binding.layout(op.inputs().getFirst());
    var out = binding.layout(op.output());
    boolean masked = instruction.epilogue().mask().isPresent();
    return switch (op) {
      case Op.Activate a ->
          Activations.backward(a.function(), out.size(), binding.span(a.output()), dy, dx);
      case Op.Maximum m ->
          new MaxPool(in, out, m.layer())
              .backward(binding.span(m.input()), binding.span(m.output()), dy, dx, masked);
      case Op.Mean m -> MeanPool.sliding(in, out, m.layer()).backward(dy, dx);
      case Op.AdaptiveMean m -> MeanPool.adaptive(in, out).backward(dy, dx);
      case Op.Drop d ->
          DropoutKernel.multiply(out, d.path(), d.probability(), binding.inputs(), dy, dx);
      case Op.Flat f -> Reorder.unflatten(in, dy, dx);
      case Op.Pad p ->
          new ChannelShift(out, in, -p.layer().before()).spread(dy, dx, p.layer().stride());
      case Op.Add a -> Elementwise.mask(out.size(), binding.span(a.output()), dy, dx);
      case Op.Distance d -> binding.distance(d).backward(binding.span(d.input()), dy, dx);
      case Op.NormaliseResponse n ->
          binding.responseNorm(n).backward(binding.span(n.input()), dy, dx);
      default -> throw new IllegalStateException("not plain: " + op);
    };
  }

  private List<Task> normalise(Op.NormaliseBatch op, Backward instruction) {
    boolean masks = op.relu() && !instruction.gathered();
    return binding
        .norm(op.path())
        .backward(
            op.statistics() != Op.Statistics.RUNNING,
            binding.span(op.input()),
            masks ? binding.span(op.output()) : null,
            binding.span(instruction.gradient().value()),
            binding.span(instruction.into().get(1)),
            spanOrNull(instruction.into().get(0)),
            new BatchNorm.Gradients(gradient(instruction, "weight"), gradient(instruction, "bias")),
            instruction.gathered());
  }

  private List<Task> subsample(Op.Subsample op, Backward instruction) {
    var sum = binding.windowSum(op.path());
    var dy = binding.span(instruction.gradient().value());
    var tasks = new ArrayList<Task>();
    if (!instruction.trained().isEmpty()) {
      var x = binding.span(op.input());
      tasks.addAll(
          sum.gradients(x, dy, gradient(instruction, "weight"), gradient(instruction, "bias")));
    }
    var dx = spanOrNull(instruction.into().getFirst());
    if (dx != null) {
      tasks.add(sum.backward(dy, dx));
    }
    return tasks;
  }

  private List<Task> split(Op.Concatenate op, Backward instruction) {
    var tasks = new ArrayList<Task>();
    var whole = binding.layout(op.output());
    var dy = binding.span(instruction.gradient().value());
    int channels = 0;
    for (int i = 0; i < op.inputs().size(); i++) {
      var part = binding.layout(op.inputs().get(i));
      var dx = spanOrNull(instruction.into().get(i));
      if (dx != null) {
        tasks.add(new ChannelShift(whole, part, -channels).assign(dy, dx));
      }
      channels += part.channels();
    }
    return tasks;
  }

  private Task gate(Op.Gate op, Backward instruction) {
    return Elementwise.gateBackward(
        binding.layout(op.output()).size(),
        binding.span(op.h()),
        binding.span(op.t()),
        binding.span(op.x()),
        binding.span(instruction.gradient().value()),
        binding.span(instruction.into().get(0)),
        binding.span(instruction.into().get(1)),
        binding.span(instruction.into().get(2)),
        instruction.epilogue().mask().isPresent());
  }

  /** The place of an array's gradient, if it is trained. */
  private float @Nullable [] gradient(Backward instruction, String name) {
    return instruction.trains(name)
        ? binding.gradient(Parameters.path(instruction.op().path(), name)).data()
        : null;
  }

  private @Nullable Span spanOrNull(int value) {
    return value == Instruction.NONE ? null : binding.span(value);
  }
}

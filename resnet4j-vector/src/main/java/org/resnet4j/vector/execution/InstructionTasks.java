package org.resnet4j.vector.execution;

import java.util.List;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;

/**
 * The tasks of an instruction: a function of the instruction and the places of its operands alone.
 */
final class InstructionTasks {
  private final Binding binding;
  private final ConvolutionTasks convolutions;
  private final ForwardTasks forward;
  private final BackwardTasks backward;

  InstructionTasks(Binding binding) {
    this.binding = binding;
    convolutions = new ConvolutionTasks(binding);
    forward = new ForwardTasks(binding);
    backward = new BackwardTasks(binding);
  }

  List<Task> of(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Pack pack -> convolutions.pack(pack.convolution());
      case Instruction.Input input -> List.of(input(input.value()));
      case Instruction.Apply a when a.op() instanceof Op.Convolve c -> convolutions.forward(c);
      case Instruction.Apply a -> forward.of(a.op());
      case Instruction.LossGradient loss -> List.of(loss(loss));
      case Backward b when b.op() instanceof Op.Convolve c -> convolutions.backward(b, c);
      case Backward b -> backward.of(b);
      case Instruction.ReluGradient relu -> List.of(mask(relu));
      case Instruction.AddGradients add -> List.of(sum(add));
    };
  }

  private Task input(int value) {
    return Reorder.toBlocks(binding.layout(value), binding.inputs(), binding.span(value));
  }

  private Task loss(Instruction.LossGradient instruction) {
    return binding
        .loss(instruction)
        .phase(
            binding.inputs(),
            binding.span(instruction.term().logits()),
            binding.span(instruction.gradient()));
  }

  private Task mask(Instruction.ReluGradient instruction) {
    return Elementwise.mask(
        binding.layout(instruction.into()).size(),
        binding.span(instruction.output()),
        binding.span(instruction.gradient()),
        binding.span(instruction.into()));
  }

  private Task sum(Instruction.AddGradients instruction) {
    return Elementwise.sum(
        binding.loops(),
        binding.layout(instruction.into()).size(),
        binding.span(instruction.a()),
        binding.span(instruction.b()),
        binding.span(instruction.into()),
        false);
  }
}

package org.resnet4j.vector.execution;

import java.util.List;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Step;

/** The tasks of a step: a function of the step and the places of its operands alone. */
final class StepTasks {
  private final Binding binding;
  private final ConvolutionTasks convolutions;
  private final ForwardTasks forward;
  private final BackwardTasks backward;

  StepTasks(Binding binding) {
    this.binding = binding;
    convolutions = new ConvolutionTasks(binding);
    forward = new ForwardTasks(binding);
    backward = new BackwardTasks(binding);
  }

  List<Task> of(Step step) {
    return switch (step) {
      case Step.Pack pack -> convolutions.pack(pack.convolution());
      case Step.Input input -> List.of(input(input.value()));
      case Step.Apply a when a.op() instanceof Op.Convolve c -> convolutions.forward(c);
      case Step.Apply a -> forward.of(a.op());
      case Step.Loss loss -> List.of(loss(loss));
      case Step.Backward b when b.op() instanceof Op.Convolve c -> convolutions.backward(b, c);
      case Step.Backward b -> backward.of(b);
      case Step.ReluGradient relu -> List.of(mask(relu));
      case Step.AddGradients add -> List.of(sum(add));
    };
  }

  private Task input(int value) {
    return Reorder.toBlocks(binding.layout(value), binding.inputs(), binding.span(value));
  }

  private Task loss(Step.Loss step) {
    return binding
        .loss(step)
        .phase(binding.inputs(), binding.span(step.term().logits()), binding.span(step.gradient()));
  }

  private Task mask(Step.ReluGradient step) {
    return Elementwise.mask(
        binding.layout(step.into()).size(),
        binding.span(step.output()),
        binding.span(step.gradient()),
        binding.span(step.into()));
  }

  private Task sum(Step.AddGradients step) {
    return Elementwise.sum(
        binding.layout(step.into()).size(),
        binding.span(step.a()),
        binding.span(step.b()),
        binding.span(step.into()),
        false);
  }
}

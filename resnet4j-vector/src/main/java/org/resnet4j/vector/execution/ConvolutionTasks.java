package org.resnet4j.vector.execution;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.access.Writer;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.kernel.memory.TaskSequence;
import org.resnet4j.vector.ops.BiasGradient;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.WeightSource;

/** The tasks of convolutions and linear layers, in both directions. */
final class ConvolutionTasks {
  private final Binding binding;
  private final WeightTasks weights;

  ConvolutionTasks(Binding binding) {
    this.binding = binding;
    weights = new WeightTasks(binding);
  }

  /** y = x ∗ w. */
  List<Task> forward(Op.Convolve op) {
    if (op.weights() instanceof WeightSource.Prepacked) {
      var packed = binding.packed(op);
      return forward(op, packed.weights(), packed.bias(), packed.weights()).compute();
    }
    var tasks = new ArrayList<Task>();
    var plain = weights.plain(op, tasks);
    add(tasks, forward(op, plain.weights(), plain.bias(), Span.NONE));
    return tasks;
  }

  /** Fills the memory that {@link WeightSource.Prepacked} names. */
  List<Task> pack(Op.Convolve op) {
    var tasks = new ArrayList<Task>();
    var plain = weights.plain(op, tasks);
    var packed = binding.packed(op);
    tasks.add(WeightTasks.copy(plain.bias(), packed.bias()));
    if (op.algorithm() == Algorithm.LINEAR) {
      tasks.add(WeightTasks.copy(plain.weights(), packed.weights()));
    } else {
      tasks.addAll(forward(op, plain.weights(), plain.bias(), packed.weights()).prepare());
    }
    return tasks;
  }

  private TaskSequence forward(Op.Convolve op, Span w, Span bias, Span packed) {
    var writer = writer(op.output(), op.epilogue());
    return Convolutions.forward(
        op.shape(),
        op.algorithm(),
        binding.reader(op.input()),
        w,
        op.epilogue().bias() ? writer.bias(bias) : writer,
        packed,
        binding.scratch());
  }

  /** The gradients of weights, bias and input, those of them that are needed. */
  List<Task> backward(Backward instruction, Op.Convolve op) {
    var tasks = new ArrayList<Task>();
    if (instruction.trains("bias")) {
      var dy = binding.span(instruction.gradient().value());
      var to = binding.gradient(Parameters.path(op.path(), "bias"));
      tasks.addAll(BiasGradient.tasks(op.shape().output(), dy, to.data()));
    }
    boolean input = instruction.into().getFirst() != Instruction.NONE;
    if (instruction.trains("weight")) {
      add(tasks, input ? gradients(instruction, op) : weightGradient(instruction, op));
      tasks.addAll(weights.gathering(op));
    } else if (input) {
      add(tasks, inputGradient(instruction, op));
    }
    return tasks;
  }

  private TaskSequence gradients(Backward instruction, Op.Convolve op) {
    var to = weights.gradient(op);
    return Convolutions.gradients(
        op.shape(),
        op.algorithm(),
        binding.reader(op.input()),
        binding.reader(instruction.gradient()),
        weights.ready(op),
        to.span(),
        to.accumulated(),
        writer(instruction.into().getFirst(), instruction.epilogue()),
        binding.scratch());
  }

  private TaskSequence weightGradient(Backward instruction, Op.Convolve op) {
    var to = weights.gradient(op);
    return Convolutions.weightGradient(
        op.shape(),
        op.algorithm(),
        binding.reader(op.input()),
        binding.reader(instruction.gradient()),
        to.span(),
        to.accumulated(),
        binding.scratch());
  }

  private TaskSequence inputGradient(Backward instruction, Op.Convolve op) {
    return Convolutions.inputGradient(
        op.shape(),
        op.algorithm(),
        binding.reader(instruction.gradient()),
        weights.ready(op),
        writer(instruction.into().getFirst(), instruction.epilogue()),
        binding.scratch());
  }

  /** Writes a value and applies the epilogue, except for the bias. */
  private Writer writer(int value, Epilogue epilogue) {
    var writer = Writer.to(binding.span(value)).by(binding.loops());
    if (epilogue.addend().isPresent()) {
      writer = writer.plus(binding.span(epilogue.addend().getAsInt()));
    }
    if (epilogue.relu()) {
      writer = writer.relu();
    }
    if (epilogue.mask().isPresent()) {
      writer = masked(writer, epilogue.mask().get());
    }
    return epilogue.sums().isPresent() ? summing(writer, epilogue.sums().get()) : writer;
  }

  private Writer masked(Writer writer, Epilogue.Mask mask) {
    return switch (mask) {
      case Epilogue.Positive p -> writer.mask(binding.span(p.value()));
      case Epilogue.PositiveNorm p -> {
        var norm = binding.norm(p.norm());
        yield writer.mask(binding.span(p.x()), norm.scale(), norm.shift());
      }
    };
  }

  private Writer summing(Writer writer, Epilogue.Reduction sums) {
    var norm = binding.norm(sums.norm());
    return switch (sums) {
      case Epilogue.Moments m -> writer.statistics(norm.inputSums());
      case Epilogue.GradientSums s -> writer.statistics(norm.gradientSums(), binding.span(s.x()));
    };
  }

  private static void add(List<Task> tasks, TaskSequence sequence) {
    tasks.addAll(sequence.prepare());
    tasks.addAll(sequence.compute());
  }
}

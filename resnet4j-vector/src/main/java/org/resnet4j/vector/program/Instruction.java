package org.resnet4j.vector.program;

import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of a program. With the program's values it says all that there is to know about what is
 * done: its tasks are a function of it.
 */
public sealed interface Instruction
    permits Backward,
        Instruction.AddGradients,
        Instruction.Apply,
        Instruction.Input,
        Instruction.LossGradient,
        Instruction.Pack,
        Instruction.ReluGradient {
  /** Stands in {@link Backward#into} where no gradient is written. */
  int NONE = -1;

  /** The values that it reads from memory; those that it reads in two roles twice. */
  List<Integer> reads();

  /** The values that it writes to memory. */
  List<Integer> writes();

  /**
   * What is written element by element and may take the place of what is read for the last time,
   * unless the instruction reads that in another role too.
   */
  default List<InPlace> places() {
    return List.of();
  }

  /** The operands that it can make from other values while it reads, if these are not in memory. */
  default List<Operand> operands() {
    return List.of();
  }

  /** {@code written} may lie where {@code read} lay. */
  record InPlace(int written, int read) {}

  /**
   * Once, before the first run: brings a convolution's weights into its kernel's order, a batch
   * norm folded in where there is one.
   *
   * @param convolution with the weights' source, as it would be done without this instruction
   */
  record Pack(Op.Convolve convolution) implements Instruction {
    @Override
    public List<Integer> reads() {
      return List.of();
    }

    @Override
    public List<Integer> writes() {
      return List.of();
    }
  }

  /** The batch comes in, and into blocks of channels. */
  record Input(int value) implements Instruction {
    @Override
    public List<Integer> reads() {
      return List.of();
    }

    @Override
    public List<Integer> writes() {
      return List.of(value);
    }
  }

  /** An operation, forward. */
  record Apply(Op op) implements Instruction {
    @Override
    public List<Integer> reads() {
      return switch (op) {
        case Op.Convolve c ->
            Stream.concat(c.input().sources().stream(), c.epilogue().reads().stream()).toList();
        case Op.NormaliseBatch n when !n.written() && n.statistics() != Op.Statistics.BATCH ->
            List.of();
        default -> op.inputs();
      };
    }

    @Override
    public List<Integer> writes() {
      return op instanceof Op.NormaliseBatch n && !n.written() ? List.of() : List.of(op.output());
    }

    @Override
    public List<Operand> operands() {
      return op instanceof Op.Convolve c && c.readsOperands() ? List.of(c.input()) : List.of();
    }

    @Override
    public List<InPlace> places() {
      return switch (op) {
        case Op.Convolve c ->
            c.epilogue().addend().stream().mapToObj(r -> new InPlace(c.output(), r)).toList();
        case Op.NormaliseBatch n -> each();
        case Op.Activate a -> each();
        case Op.Add a -> each();
        case Op.Drop d -> each();
        case Op.Gate g -> each();
        default -> List.of();
      };
    }

    private List<InPlace> each() {
      return op.inputs().stream().map(input -> new InPlace(op.output(), input)).toList();
    }
  }

  /**
   * A term of the loss and its gradient.
   *
   * @param smoothing ε of label smoothing
   * @param gradient of the logits
   */
  record LossGradient(LossTerm term, double smoothing, int gradient) implements Instruction {
    @Override
    public List<Integer> reads() {
      return List.of(term.logits());
    }

    @Override
    public List<Integer> writes() {
      return List.of(gradient);
    }
  }

  /**
   * The gradient in front of the ReLU that a convolution does while it writes, where the
   * instruction that wrote the gradient cannot mask it.
   *
   * @param path the convolution's
   * @param output the ReLU's output
   */
  record ReluGradient(String path, int output, int gradient, int into) implements Instruction {
    @Override
    public List<Integer> reads() {
      return List.of(output, gradient);
    }

    @Override
    public List<Integer> writes() {
      return List.of(into);
    }

    @Override
    public List<InPlace> places() {
      return List.of(new InPlace(into, gradient));
    }
  }

  /** into = a + b: gradients of one value that come from two readers. */
  record AddGradients(int a, int b, int into) implements Instruction {
    @Override
    public List<Integer> reads() {
      return List.of(a, b);
    }

    @Override
    public List<Integer> writes() {
      return List.of(into);
    }

    @Override
    public List<InPlace> places() {
      return List.of(new InPlace(into, a), new InPlace(into, b));
    }
  }
}

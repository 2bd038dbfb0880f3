package org.resnet4j.vector.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.resnet4j.vector.kernel.Algorithm;

/**
 * One entry of a program. With the program's values it says all that there is to know about what is
 * done: its tasks are a function of it.
 */
public sealed interface Instruction {
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
      return op instanceof Op.Convolve c && readsOperands(c) ? List.of(c.input()) : List.of();
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
   * From the gradient of an operation's output to those of its inputs and arrays.
   *
   * @param gradient of the output; another operand than {@link Operand.Stored} for a convolution
   *     only
   * @param into the gradients to write, one for each input of the operation, or {@link #NONE}; for
   *     {@code NormaliseBatch} the gradient of its first input and then the output's, masked by the
   *     ReLU
   * @param epilogue what is done while the first of {@code into} is written
   * @param trained the names of the arrays whose gradients are added to
   * @param gathered for {@code NormaliseBatch}: whether the gradient is masked already and its sums
   *     are gathered by the instruction that wrote it
   */
  record Backward(
      Op op,
      Operand gradient,
      List<Integer> into,
      Epilogue epilogue,
      List<String> trained,
      boolean gathered)
      implements Instruction {

    /** With nothing done along. */
    public static Backward of(Op op, int gradient, List<Integer> into, List<String> trained) {
      return new Backward(op, new Operand.Stored(gradient), into, Epilogue.NONE, trained, false);
    }

    /** The same with more done while it writes. */
    public Backward with(Epilogue other) {
      return new Backward(op, gradient, into, other, trained, gathered);
    }

    /** The same, its sums gathered by the instruction that writes its gradient. */
    public Backward fromGathered() {
      return new Backward(op, gradient, into, epilogue, trained, true);
    }

    /** Whether it adds to the gradient of the operation's array of this name. */
    public boolean trains(String parameter) {
      return trained.contains(parameter);
    }

    @Override
    public List<Integer> reads() {
      var reads = new ArrayList<Integer>(saved());
      reads.addAll(gradient.sources());
      if (op instanceof Op.Convolve && trains("bias")) {
        reads.add(gradient.value());
      }
      reads.addAll(epilogue.reads());
      return reads;
    }

    @Override
    public List<Integer> writes() {
      return into.stream().filter(value -> value != NONE && value != gradient.value()).toList();
    }

    @Override
    public List<Operand> operands() {
      if (!(op instanceof Op.Convolve c) || !readsOperands(c)) {
        return List.of();
      }
      return trains("weight") ? List.of(c.input(), gradient) : List.of(gradient);
    }

    @Override
    public List<InPlace> places() {
      int dy = gradient.value();
      return switch (op) {
        case Op.NormaliseBatch n ->
            List.of(
                new InPlace(into.get(1), dy),
                new InPlace(into.get(0), n.input()),
                new InPlace(into.get(0), dy));
        case Op.Activate a -> List.of(new InPlace(into.getFirst(), dy));
        case Op.Add a -> List.of(new InPlace(into.getFirst(), dy));
        case Op.Drop d -> List.of(new InPlace(into.getFirst(), dy));
        case Op.Convolve c ->
            epilogue.addend().stream().mapToObj(a -> new InPlace(into.getFirst(), a)).toList();
        case Op.Gate g ->
            List.of(
                new InPlace(into.get(0), g.h()),
                new InPlace(into.get(1), g.t()),
                new InPlace(into.get(2), dy));
        default -> List.of();
      };
    }

    /** The forward values that the gradient needs. */
    private List<Integer> saved() {
      return switch (op) {
        case Op.NormaliseBatch n ->
            n.relu() && !gathered ? List.of(n.input(), n.output()) : List.of(n.input());
        case Op.Activate a -> List.of(a.output());
        case Op.Add a -> List.of(a.output());
        case Op.Maximum m -> List.of(m.input(), m.output());
        case Op.Gate g -> g.inputs();
        case Op.Convolve c -> trains("weight") ? c.input().sources() : List.of();
        case Op.Subsample s -> s.inputs();
        case Op.Distance d -> d.inputs();
        case Op.NormaliseResponse n -> n.inputs();
        case Op.Mean m -> List.of();
        case Op.AdaptiveMean m -> List.of();
        case Op.Drop d -> List.of();
        case Op.Flat f -> List.of();
        case Op.Pad p -> List.of();
        case Op.Concatenate c -> List.of();
      };
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

  /**
   * Whether a convolution's kernels read through operands; a linear layer's take rows as they lie.
   */
  private static boolean readsOperands(Op.Convolve op) {
    return op.algorithm() != Algorithm.LINEAR;
  }
}

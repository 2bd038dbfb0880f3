package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One entry of a program: what it reads and writes, by the values' numbers. */
public sealed interface Step {
  /** Stands in {@link Backward#into} where no gradient is wanted. */
  int NONE = -1;

  List<Integer> reads();

  List<Integer> writes();

  /**
   * What is written element by element and may take the place of what is read for the last time,
   * unless the step reads it in another role too.
   */
  default List<Place> places() {
    return List.of();
  }

  /** {@code written} may lie where {@code read} lay. */
  record Place(int written, int read) {}

  /** The batch comes in. */
  record Input(int value) implements Step {
    @Override
    public List<Integer> reads() {
      return List.of();
    }

    @Override
    public List<Integer> writes() {
      return List.of(value);
    }
  }

  record Forward(Op op) implements Step {
    @Override
    public List<Integer> reads() {
      return op.inputs();
    }

    @Override
    public List<Integer> writes() {
      return List.of(op.output());
    }

    @Override
    public List<Place> places() {
      if (op instanceof Op.Convolve c && c.tail().addend().isPresent()) {
        return List.of(new Place(op.output(), c.tail().addend().getAsInt()));
      }
      boolean each =
          switch (op) {
            case Op.Normalise n -> true;
            case Op.Activate a -> true;
            case Op.Add a -> true;
            case Op.Drop d -> true;
            case Op.Gate g -> true;
            default -> false;
          };
      return each
          ? op.inputs().stream().map(input -> new Place(op.output(), input)).toList()
          : List.of();
    }
  }

  /** Cross-entropy of a goal and its gradient. */
  record Loss(Graph.Goal goal, int gradient) implements Step {
    @Override
    public List<Integer> reads() {
      return List.of(goal.logits());
    }

    @Override
    public List<Integer> writes() {
      return List.of(gradient);
    }
  }

  /**
   * From the gradient of an operation's output to those of its inputs and weights.
   *
   * @param into the gradients to write, one for each input of the operation, or {@link #NONE}; for
   *     {@code Normalise} the gradient of its first input and then the output's, masked by the ReLU
   * @param addend a gradient that is added to the first of {@code into}
   * @param front the operation whose output's gradient that is: masked by its ReLU, and the sums of
   *     a batch norm gathered, while it is written
   */
  record Backward(Op op, int gradient, List<Integer> into, OptionalInt addend, Optional<Op> front)
      implements Step {

    Backward with(Op other) {
      return new Backward(op, gradient, into, addend, Optional.of(other));
    }

    @Override
    public List<Integer> reads() {
      var reads = new ArrayList<Integer>(saved(op));
      reads.add(gradient);
      addend.ifPresent(reads::add);
      front.ifPresent(other -> reads.addAll(masks(other)));
      return reads;
    }

    /** What the mask and the sums of an operation's output are made from. */
    private static List<Integer> masks(Op front) {
      return switch (front) {
        case Op.Normalise n when n.addend().isEmpty() -> List.of(n.input());
        case Op.Normalise n -> List.of(n.input(), n.output());
        default -> List.of(front.output());
      };
    }

    @Override
    public List<Integer> writes() {
      return into.stream().filter(value -> value != NONE && value != gradient).toList();
    }

    @Override
    public List<Place> places() {
      return switch (op) {
        case Op.Normalise n ->
            List.of(
                new Place(into.get(1), gradient),
                new Place(into.get(0), n.input()),
                new Place(into.get(0), gradient));
        case Op.Activate a -> List.of(new Place(into.getFirst(), gradient));
        case Op.Add a -> List.of(new Place(into.getFirst(), gradient));
        case Op.Drop d -> List.of(new Place(into.getFirst(), gradient));
        case Op.Convolve c when addend.isPresent() ->
            List.of(new Place(into.getFirst(), addend.getAsInt()));
        case Op.Gate g ->
            List.of(
                new Place(into.get(0), g.h()),
                new Place(into.get(1), g.t()),
                new Place(into.get(2), gradient));
        default -> List.of();
      };
    }

    /** The forward values that an operation's gradient needs. */
    private static List<Integer> saved(Op op) {
      return switch (op) {
        case Op.Normalise n -> n.relu() ? List.of(n.input(), n.output()) : List.of(n.input());
        case Op.Activate a -> List.of(a.output());
        case Op.Add a -> List.of(a.output());
        case Op.Maximum m -> List.of(m.input(), m.output());
        case Op.Gate g -> g.inputs();
        case Op.Convolve c -> List.of(c.input());
        case Op.PartialConvolve c -> c.inputs();
        case Op.Product p -> p.inputs();
        case Op.Subsample s -> s.inputs();
        case Op.Distance d -> d.inputs();
        case Op.ResponseNorm n -> n.inputs();
        case Op.Mean m -> List.of();
        case Op.AdaptiveMean m -> List.of();
        case Op.Drop d -> List.of();
        case Op.Flat f -> List.of();
        case Op.Pad p -> List.of();
        case Op.Join j -> List.of();
      };
    }
  }

  /** The gradient of an operation's output, zero where its ReLU made the output zero. */
  record Mask(Op op, int gradient, int out) implements Step {
    @Override
    public List<Integer> reads() {
      return List.of(op.output(), gradient);
    }

    @Override
    public List<Integer> writes() {
      return List.of(out);
    }

    @Override
    public List<Place> places() {
      return List.of(new Place(out, gradient));
    }
  }

  /** out = a + b: gradients that come together. */
  record Sum(int a, int b, int out) implements Step {
    @Override
    public List<Integer> reads() {
      return List.of(a, b);
    }

    @Override
    public List<Integer> writes() {
      return List.of(out);
    }

    @Override
    public List<Place> places() {
      return List.of(new Place(out, a), new Place(out, b));
    }
  }
}

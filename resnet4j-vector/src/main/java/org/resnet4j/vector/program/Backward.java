package org.resnet4j.vector.program;

import java.util.ArrayList;
import java.util.List;

/**
 * From the gradient of an operation's output to those of its inputs and arrays.
 *
 * @param gradient of the output; another operand than {@link Operand.Stored} for a convolution only
 * @param into the gradients to write, one for each input of the operation, or {@link #NONE}; for
 *     {@code NormaliseBatch} the gradient of its first input and then the output's, masked by the
 *     ReLU
 * @param epilogue what is done while the first of {@code into} is written
 * @param trained the names of the arrays whose gradients are added to
 * @param gathered for {@code NormaliseBatch}: whether the gradient is masked already and its sums
 *     are gathered by the instruction that wrote it
 */
public record Backward(
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
    if (!(op instanceof Op.Convolve c) || !c.readsOperands()) {
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

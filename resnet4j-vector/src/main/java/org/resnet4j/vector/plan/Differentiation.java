package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.Value;

/**
 * The loss and the backward pass. Every gradient is written once: where two meet, a new one is
 * their sum, so that lifetimes alone decide what may share memory. The instruction that writes a
 * gradient masks it for the ReLU, and sums it for the batch norm, of the operation that it goes to
 * next, unless something else needs the plain gradient.
 */
final class Differentiation {
  private final Program program;
  private final Predicate<String> trained;
  private final Set<Integer> probes;
  private final Set<Integer> needed;
  private final List<Value> values;
  private final List<Instruction> instructions;
  private final Map<Integer, Integer> gradients = new HashMap<>();

  /** How many values own a gradient: a sum passes its own on to its addends. */
  private final Map<Integer, Integer> owners = new HashMap<>();

  private Differentiation(Program program, Predicate<String> trained) {
    this.program = program;
    this.trained = trained;
    probes = program.outputs().probes();
    values = new ArrayList<>(program.values());
    instructions = new ArrayList<>(program.instructions());
    needed = needed();
  }

  static Program differentiate(Program program, CompilerOptions options) {
    var pass = new Differentiation(program, options.trained());
    pass.losses(options.labelSmoothing());
    for (var op : program.ops().reversed()) {
      var gradient = pass.gradients.get(op.output());
      if (gradient != null && pass.needed.contains(op.output())) {
        pass.reverse(op, pass.rectified(op, gradient));
      }
    }
    return program.with(pass.values, pass.instructions, pass.gradients);
  }

  private void losses(double smoothing) {
    for (var term : program.outputs().losses()) {
      int gradient = like(term.logits());
      instructions.add(new Instruction.LossGradient(term, smoothing, gradient));
      give(term.logits(), gradient);
    }
  }

  /** The values whose gradients lead to something trained or probed. */
  private Set<Integer> needed() {
    var found = new HashSet<>(probes);
    for (var op : program.ops()) {
      if (!trained(op).isEmpty() || op.inputs().stream().anyMatch(found::contains)) {
        found.add(op.output());
      }
    }
    return found;
  }

  /** The names of an operation's arrays that are trained. */
  private List<String> trained(Op op) {
    return op.parameters().stream()
        .filter(name -> trained.test(Parameters.path(op.path(), name)))
        .toList();
  }

  private void reverse(Op op, int gradient) {
    switch (op) {
      case Op.Add add -> {
        int masked = add.relu() ? like(gradient) : gradient;
        if (add.relu()) {
          append(op, gradient, List.of(masked));
        }
        give(add.a(), masked);
        give(add.b(), masked);
      }
      case Op.NormaliseBatch norm -> normalise(norm, gradient);
      case Op.Convolve conv when gradients.containsKey(conv.input().value()) -> {
        int input = conv.input().value();
        int into = into(input);
        var sum = Epilogue.NONE.plus(gradients.get(input));
        instructions.add(Backward.of(op, gradient, List.of(into), trained(op)).with(sum));
        own(input, into);
      }
      // all three, needed or not: they are computed together
      case Op.Gate gate -> all(op, gradient, op.inputs().stream().map(this::like).toList());
      default -> all(op, gradient, op.inputs().stream().map(this::into).toList());
    }
  }

  private void normalise(Op.NormaliseBatch norm, int gradient) {
    boolean gathered = norm.relu() && gathers(norm, gradient);
    int masked = norm.relu() && !gathered ? like(gradient) : gradient;
    int into = into(norm.input());
    var instruction = Backward.of(norm, gradient, List.of(into, masked), trained(norm));
    instructions.add(gathered ? instruction.fromGathered() : instruction);
    give(norm.input(), into);
    norm.epilogue().addend().ifPresent(addend -> give(addend, masked));
  }

  /** The gradient before the ReLU that a convolution applies while it writes, if it does. */
  private int rectified(Op op, int gradient) {
    if (!(op instanceof Op.Convolve conv) || !conv.relu() || gathers(op, gradient)) {
      return gradient;
    }
    int masked = like(gradient);
    instructions.add(new Instruction.ReluGradient(op.path(), op.output(), gradient, masked));
    return masked;
  }

  /**
   * Lets the instruction that writes this gradient mask it, and gather the sums of a batch norm,
   * unless another value owns it too or a probe looks at it.
   */
  private boolean gathers(Op front, int gradient) {
    if (owners.get(gradient) > 1 || probes.contains(front.output())) {
      return false;
    }
    for (int i = instructions.size() - 1; i >= 0; i--) {
      if (instructions.get(i) instanceof Backward instruction
          && instruction.into().contains(gradient)) {
        boolean can = masks(instruction.op(), front);
        if (can) {
          instructions.set(i, instruction.with(masked(instruction.epilogue(), front)));
        }
        return can;
      }
    }
    return false;
  }

  /** Whether an operation can mask the gradient that it writes for the operation before it. */
  private static boolean masks(Op op, Op front) {
    return switch (op) {
      case Op.Convolve c -> true;
      case Op.Maximum m -> front instanceof Op.Convolve;
      case Op.Gate g -> front instanceof Op.Convolve && g.h() == front.output();
      default -> false;
    };
  }

  private static Epilogue masked(Epilogue epilogue, Op front) {
    if (!(front instanceof Op.NormaliseBatch norm)) {
      return epilogue.masked(new Epilogue.Positive(front.output()));
    }
    boolean plain = norm.epilogue().addend().isEmpty();
    return epilogue
        .masked(
            plain
                ? new Epilogue.PositiveNorm(norm.path(), norm.input())
                : new Epilogue.Positive(norm.output()))
        .gathering(new Epilogue.GradientSums(norm.path(), norm.input()));
  }

  private void all(Op op, int gradient, List<Integer> into) {
    append(op, gradient, into);
    for (int i = 0; i < into.size(); i++) {
      give(op.inputs().get(i), into.get(i));
    }
  }

  private void append(Op op, int gradient, List<Integer> into) {
    instructions.add(Backward.of(op, gradient, into, trained(op)));
  }

  private int into(int input) {
    return needed.contains(input) ? like(input) : Instruction.NONE;
  }

  /** Passes a gradient on to a value, if it is needed there. */
  private void give(int value, int gradient) {
    if (!needed.contains(value)) {
      return;
    }
    var before = gradients.get(value);
    if (before == null) {
      own(value, gradient);
    } else {
      int sum = like(value);
      instructions.add(new Instruction.AddGradients(before, gradient, sum));
      own(value, sum);
    }
  }

  private void own(int value, int gradient) {
    gradients.put(value, gradient);
    owners.merge(gradient, 1, Integer::sum);
  }

  private int like(int other) {
    values.add(values.get(other).like(values.size()));
    return values.size() - 1;
  }
}

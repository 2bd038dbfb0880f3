package org.resnet4j.vector.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.resnet4j.engine.EngineException;
import org.resnet4j.vector.kernel.memory.Layout;

/**
 * All that is done with one batch, in order, and how: the complete description of a compiled
 * network. A pass turns a program into one that computes the same; it could be run at every stage.
 *
 * @param batch how many examples
 * @param values by their numbers; {@link #INPUT} first, gradients last
 * @param outputs what can be read from it
 * @param prologue what is done once, before the first run
 * @param instructions the forward pass and, where there are gradients, the loss and the backward
 *     pass
 * @param gradients the gradient of a value, where there is one
 */
public record Program(
    int batch,
    List<Value> values,
    Outputs outputs,
    List<Instruction> prologue,
    List<Instruction> instructions,
    Map<Integer, Integer> gradients) {

  /** The number of the batch's value. */
  public static final int INPUT = 0;

  public Program {
    values = List.copyOf(values);
    prologue = List.copyOf(prologue);
    instructions = List.copyOf(instructions);
    gradients = Map.copyOf(gradients);
  }

  /**
   * The values of a program that can be read.
   *
   * @param losses the network's logits first, then the auxiliary heads'
   * @param nodes the value of each node that a probe may name, by path
   * @param probes the values that are read after the last instruction, with their gradients
   */
  public record Outputs(List<LossTerm> losses, Map<String, Integer> nodes, Set<Integer> probes) {
    public Outputs {
      losses = List.copyOf(losses);
      nodes = Map.copyOf(nodes);
      probes = Set.copyOf(probes);
    }

    /**
     * The value of a node.
     *
     * @throws EngineException if there is no node with this path; the message lists the existing
     *     ones
     */
    public int node(String path) {
      var value = nodes.get(path);
      if (value == null) {
        throw new EngineException(
            "the network has no node '%s'; there are: %s"
                .formatted(path, String.join(" ", new TreeSet<>(nodes.keySet()))));
      }
      return value;
    }

    /** These, and the values of some nodes to be read. */
    public Outputs probing(Set<String> paths) {
      var wanted = new HashSet<Integer>();
      paths.forEach(path -> wanted.add(node(path)));
      return new Outputs(losses, nodes, wanted);
    }
  }

  /** The value of this number. */
  public Value value(int id) {
    return values.get(id);
  }

  /** The layout of a value in memory. */
  public Layout layout(int id) {
    return values.get(id).layout(batch);
  }

  /** The value that holds the network's logits. */
  public int logits() {
    return outputs.losses().getFirst().logits();
  }

  /** The operations of the forward pass, in order. */
  public List<Op> ops() {
    return instructions.stream()
        .filter(Instruction.Apply.class::isInstance)
        .map(instruction -> ((Instruction.Apply) instruction).op())
        .toList();
  }

  /** The number of operations and terms of the loss that use each value. */
  public Map<Integer, Integer> readers() {
    var readers = new HashMap<Integer, Integer>();
    for (var op : ops()) {
      op.inputs().forEach(value -> readers.merge(value, 1, Integer::sum));
    }
    outputs.losses().forEach(term -> readers.merge(term.logits(), 1, Integer::sum));
    return readers;
  }

  /** The values that are read after the last instruction: logits and probed values. */
  public Set<Integer> kept() {
    var kept = new HashSet<>(outputs.probes());
    outputs.probes().stream().map(gradients::get).filter(Objects::nonNull).forEach(kept::add);
    kept.add(logits());
    return kept;
  }

  /** The same with other instructions. */
  public Program with(List<Instruction> others) {
    return new Program(batch, values, outputs, prologue, others, gradients);
  }

  /** The same with a backward pass: more values, more instructions. */
  public Program with(List<Value> more, List<Instruction> others, Map<Integer, Integer> ofValues) {
    return new Program(batch, more, outputs, prologue, others, ofValues);
  }

  /** The same with another prologue. */
  public Program withPrologue(List<Instruction> others) {
    return new Program(batch, values, outputs, others, instructions, gradients);
  }

  /**
   * The forward pass with other operations, each at the place of the last operation that it joins.
   */
  public Program withOps(Iterable<Op> ops) {
    var others = new ArrayList<Instruction>();
    instructions.stream()
        .filter(instruction -> !(instruction instanceof Instruction.Apply))
        .forEach(others::add);
    ops.forEach(op -> others.add(new Instruction.Apply(op)));
    return with(others);
  }

  /** The forward pass with each convolution changed. */
  public Program withConvolutions(UnaryOperator<Op.Convolve> change) {
    return withOps(
        ops().stream().map(op -> op instanceof Op.Convolve c ? change.apply(c) : op).toList());
  }
}

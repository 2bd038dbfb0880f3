package org.resnet4j.vector.execution;

import java.util.stream.Stream;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.plan.MemoryPlan;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/**
 * The bytes that a prediction's program will take, before anything is loaded: its tasks are made
 * over places without memory, and what they ask for is counted.
 */
public final class ProgramMemory {
  private final Layer layer;
  private final Program program;
  private final MemoryPlan plan;

  /**
   * @param layer the network that the program was compiled from
   * @param program a prediction's
   */
  public ProgramMemory(Layer layer, Program program) {
    this.layer = layer;
    this.program = program;
    plan = MemoryPlan.of(program);
  }

  /** Packed weights, and the arrays that are read as they are. */
  public long weights() {
    long plain = Parameters.of(layer).stream().mapToLong(ProgramMemory::floats).sum();
    long packed =
        packs()
            .mapToLong(
                conv ->
                    (long) PackedWeights.weightFloats(conv)
                        + PackedWeights.biasFloats(conv)
                        - stored(conv))
            .sum();
    return (plain + packed) * Float.BYTES;
  }

  /** The arenas. */
  public long activations() {
    return plan.bytes();
  }

  /** The scratch memory of so many threads. */
  public long workspace(int threads) {
    var scratch = new Scratch(threads);
    var workspace =
        new Workspace(Arenas.hollow(plan.arenas().size()), scratch, PackedWeights.hollow());
    var tasks =
        new InstructionTasks(new Binding(program, plan, Variables.hollow(layer), workspace));
    Stream.concat(program.prologue().stream(), program.instructions().stream()).forEach(tasks::of);
    return scratch.bytes();
  }

  private Stream<Op.Convolve> packs() {
    return program.prologue().stream()
        .map(instruction -> ((Instruction.Pack) instruction).convolution());
  }

  private static long floats(Parameter parameter) {
    return parameter.shape().elements();
  }

  /** Floats of a convolution's own array, which the packed one replaces. */
  private long stored(Op.Convolve conv) {
    var key = Parameters.path(conv.path(), "weight");
    return Parameters.of(layer).stream()
        .filter(parameter -> parameter.key().equals(key))
        .mapToLong(ProgramMemory::floats)
        .sum();
  }
}

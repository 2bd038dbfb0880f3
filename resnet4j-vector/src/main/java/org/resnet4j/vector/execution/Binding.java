package org.resnet4j.vector.execution;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.access.Reader;
import org.resnet4j.vector.kernel.loops.Loops;
import org.resnet4j.vector.kernel.machine.LoopKernel;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Scratch;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.ops.BatchNorm;
import org.resnet4j.vector.ops.CodeDistance;
import org.resnet4j.vector.ops.Connections;
import org.resnet4j.vector.ops.CrossEntropy;
import org.resnet4j.vector.ops.ResponseNorm;
import org.resnet4j.vector.ops.WindowSum;
import org.resnet4j.vector.plan.MemoryPlan;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;

/**
 * The places of everything that a program names: its values, the network's arrays, and what the two
 * directions of a layer share. Complete before the first task is made.
 */
final class Binding {
  private final Program program;
  private final MemoryPlan memory;
  private final Variables variables;
  private final Workspace workspace;
  private final LoopKernel loops;
  private final RunInputs inputs = new RunInputs();
  private final Map<String, BatchNorm> norms = new HashMap<>();
  private final Map<String, Connections> connections = new HashMap<>();
  private final Map<String, WindowSum> windowSums = new HashMap<>();
  private final Map<String, PackedWeights.PackedConvolution> packed = new HashMap<>();
  private final Map<Instruction.LossGradient, CrossEntropy> losses = new LinkedHashMap<>();

  Binding(Program program, MemoryPlan memory, Variables variables, Workspace workspace) {
    this.program = program;
    this.memory = memory;
    this.variables = variables;
    this.workspace = workspace;
    loops = Loops.of(workspace.scratch());
    var packs =
        program.prologue().stream()
            .map(instruction -> ((Instruction.Pack) instruction).convolution());
    Stream.concat(packs, program.ops().stream()).forEach(this::state);
    for (var instruction : program.instructions()) {
      if (instruction instanceof Instruction.LossGradient loss) {
        losses.put(
            loss,
            new CrossEntropy(layout(loss.term().logits()), loss.smoothing(), loss.term().weight()));
      }
    }
  }

  private void state(Op op) {
    switch (op) {
      case Op.NormaliseBatch n -> norms.put(n.path(), norm(n));
      case Op.Subsample s -> windowSums.put(s.path(), windowSum(s));
      case Op.Convolve c when c.weights() instanceof WeightSource.ConnectionTable table ->
          connections.put(c.path(), new Connections(table.layer()));
      default -> {}
    }
  }

  private BatchNorm norm(Op.NormaliseBatch op) {
    var arrays = variables.norm(op.path());
    boolean own = op.statistics() == Op.Statistics.RUNNING;
    return new BatchNorm(
        layout(op.input()),
        op.layer().eps(),
        arrays,
        op.relu(),
        own ? Optional.empty() : workspace.exchange().norms());
  }

  private WindowSum windowSum(Op.Subsample op) {
    var weight = variables.value(Parameters.path(op.path(), "weight"));
    var bias = variables.value(Parameters.path(op.path(), "bias"));
    return new WindowSum(layout(op.input()), layout(op.output()), weight, bias);
  }

  /** The place of a value. */
  Span span(int value) {
    return new Span(workspace.arenas().array(memory.arena(value)), memory.offset(value));
  }

  /** The layout of a value. */
  Layout layout(int value) {
    return program.layout(value);
  }

  /** Reads an operand from memory, or computes it while reading. */
  Reader reader(Operand operand) {
    return own(operand).by(loops);
  }

  private Reader own(Operand operand) {
    return switch (operand) {
      case Operand.Stored s -> Reader.plain(span(s.value()));
      case Operand.FromBatch b ->
          program.value(b.value()).image()
              ? Reader.planes(inputs::data)
              : Reader.rows(inputs::data);
      case Operand.Normalised n -> {
        var norm = norm(n.norm());
        yield Reader.affine(span(n.x()), norm.scale(), norm.shift(), n.relu());
      }
      case Operand.NormGradient n -> norm(n.norm()).gradientReader(span(n.gradient()), span(n.x()));
    };
  }

  /** The batch norm at this path, which keeps the batch's statistics for the backward pass. */
  BatchNorm norm(String path) {
    return Objects.requireNonNull(norms.get(path), path);
  }

  /** LeNet-5's table of connections at this path; its full weights serve both directions. */
  Connections connections(String path) {
    return Objects.requireNonNull(connections.get(path), path);
  }

  /** The trainable subsampling at this path. */
  WindowSum windowSum(String path) {
    return Objects.requireNonNull(windowSums.get(path), path);
  }

  /** A term of the loss, which keeps its value of the last run. */
  CrossEntropy loss(Instruction.LossGradient instruction) {
    return Objects.requireNonNull(losses.get(instruction));
  }

  /** The whole loss of the last run. */
  double loss() {
    double sum = 0;
    for (var term : losses.values()) {
      sum += term.loss();
    }
    return sum;
  }

  CodeDistance distance(Op.Distance op) {
    var codes = variables.value(Parameters.path(op.path(), "codes"));
    return new CodeDistance(layout(op.input()), layout(op.output()), codes);
  }

  ResponseNorm responseNorm(Op.NormaliseResponse op) {
    return new ResponseNorm(layout(op.input()), op.layer(), scratch().workers());
  }

  /** The place of a convolution's packed weights. */
  PackedWeights.PackedConvolution packed(Op.Convolve op) {
    return packed.computeIfAbsent(op.path(), path -> workspace.packed().of(op));
  }

  /** The packed weights so far. */
  Object weights() {
    return packed;
  }

  /** Memory for plain weights while they are packed. */
  float[] temporary(int floats) {
    return workspace.packed().temporary(floats);
  }

  /** The place of a trained array's gradient. */
  Span gradient(String key) {
    return new Span(Objects.requireNonNull(variables.gradient(key), key));
  }

  Variables variables() {
    return variables;
  }

  /** What is done to vectors one by one. */
  LoopKernel loops() {
    return loops;
  }

  Scratch scratch() {
    return workspace.scratch();
  }

  RunInputs inputs() {
    return inputs;
  }
}

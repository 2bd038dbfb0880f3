package org.resnet4j.vector.execution;

import java.util.ArrayList;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.vector.plan.MemoryPlan;
import org.resnet4j.vector.program.Program;
import org.resnet4j.weights.NdArray;

/**
 * A program bound to memory: a fixed list of tasks, run again and again. For one thread at a time,
 * as is its workspace.
 */
public final class Executable {
  private final Program program;
  private final Binding binding;
  private final PackedWeights packed;
  private final InstructionTasks instructions;
  private final GradientExchange exchange;
  private Task[] tasks = new Task[0];

  /**
   * Binds a program; nothing is computed yet.
   *
   * @param memory the places of its values in the workspace's arenas
   * @param variables the network's arrays
   */
  public Executable(Program program, MemoryPlan memory, Variables variables, Workspace workspace) {
    this.program = program;
    binding = new Binding(program, memory, variables, workspace);
    packed = workspace.packed();
    instructions = new InstructionTasks(binding);
    exchange = workspace.exchange();
  }

  /**
   * Runs the prologue, before the first run, except for what others have done already; then makes
   * the tasks, for which the packed weights are there.
   */
  public void prepare(ThreadPool pool) {
    packed.fill(program.prologue(), binding::packed, instructions::of, pool);
    var all = new ArrayList<Task>();
    int[] complete = exchange.complete(program);
    int begun = 0;
    for (int i = 0; i < complete.length; i++) {
      all.addAll(instructions.of(program.instructions().get(i)));
      if (complete[i] > begun) {
        begun = complete[i];
        all.add(exchange.beginning(begun, binding.inputs()));
      }
    }
    tasks = all.toArray(Task[]::new);
  }

  /** What it runs. */
  public Program program() {
    return program;
  }

  /** Holds the packed weights that it reads. */
  public Object weights() {
    return binding.weights();
  }

  /** The inputs of a run, to be set before it. */
  public RunInputs inputs() {
    return binding.inputs();
  }

  /** Does all instructions once, on the inputs that are set. */
  public void run(ThreadPool pool) {
    pool.run(tasks);
  }

  /** The whole loss of the last run. */
  public double loss() {
    return binding.loss();
  }

  /** How many logits an example has. */
  public int classes() {
    return binding.layout(program.logits()).channels();
  }

  /** The logits of the last run, (size, classes). */
  public float[] logits() {
    var layout = binding.layout(program.logits());
    var logits = new float[layout.n() * layout.channels()];
    Reorder.toPlain(layout, binding.span(program.logits()), logits);
    return logits;
  }

  /** A kept value of the last run, (N, C, H, W) or (N, F). */
  public NdArray read(int value) {
    var layout = binding.layout(value);
    var shape =
        !program.value(value).image()
            ? Shape.of(layout.n(), layout.channels())
            : Shape.of(layout.n(), layout.channels(), layout.height(), layout.width());
    var array = NdArray.zeros(shape);
    Reorder.toPlain(layout, binding.span(value), array.data());
    return array;
  }
}

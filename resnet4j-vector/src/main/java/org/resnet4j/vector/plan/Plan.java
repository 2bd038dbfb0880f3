package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.ops.CrossEntropy;
import org.resnet4j.vector.ops.Elementwise;
import org.resnet4j.vector.ops.Pool;
import org.resnet4j.vector.ops.Reorder;
import org.resnet4j.weights.NdArray;

/** Last pass: a program for one batch size bound to memory, a fixed schedule of tasks. */
public final class Plan {
  private final Program program;
  private final Memory memory;
  private final List<CrossEntropy> losses = new ArrayList<>();
  private final Task[] tasks;

  /**
   * Binds a program to a workspace.
   *
   * @param buffers where its values lie; the workspace's arenas hold them
   * @param smoothing ε of label smoothing
   */
  public Plan(
      Program program,
      int batch,
      Mode mode,
      double smoothing,
      Buffers buffers,
      Store store,
      Workspace workspace) {
    this.program = program;
    memory = new Memory(program, batch, buffers, store, workspace);
    var forward = new Forward(memory, mode);
    var reverse = new Reverse(memory, forward);
    var all = new ArrayList<Task>();
    for (var step : program.steps()) {
      all.addAll(tasks(step, forward, reverse, smoothing));
    }
    tasks = all.toArray(Task[]::new);
  }

  private List<Task> tasks(Step step, Forward forward, Reverse reverse, double smoothing) {
    return switch (step) {
      case Step.Input input -> input(input.value());
      case Step.Forward f -> forward.tasks(f.op());
      case Step.Loss loss -> List.of(loss(loss, smoothing));
      case Step.Backward b -> reverse.tasks(b);
      case Step.Mask mask ->
          List.of(
              Elementwise.mask(
                  memory.layout(mask.out()).size(),
                  memory.span(mask.op().output()),
                  memory.span(mask.gradient()),
                  memory.span(mask.out())));
      case Step.Sum sum ->
          List.of(
              Elementwise.sum(
                  memory.layout(sum.out()).size(),
                  memory.span(sum.a()),
                  memory.span(sum.b()),
                  memory.span(sum.out()),
                  false));
    };
  }

  private List<Task> input(int value) {
    return program.value(value).planes()
        ? List.of()
        : List.of(Reorder.toBlocks(memory.layout(value), memory.feed(), memory.span(value)));
  }

  private Task loss(Step.Loss step, double smoothing) {
    var layout = memory.layout(step.goal().logits());
    var loss = new CrossEntropy(layout, smoothing, step.goal().weight());
    losses.add(loss);
    return loss.phase(
        memory.feed(), memory.span(step.goal().logits()), memory.span(step.gradient()));
  }

  public Program program() {
    return program;
  }

  public Feed feed() {
    return memory.feed();
  }

  public void run(Pool pool) {
    pool.run(tasks);
  }

  /** The whole loss of the last run. */
  public double loss() {
    double sum = 0;
    for (var loss : losses) {
      sum += loss.loss();
    }
    return sum;
  }

  public int classes() {
    return memory.layout(logitsValue()).channels();
  }

  /** The logits of the last run, (size, classes). */
  public float[] logits() {
    var layout = memory.layout(logitsValue());
    var logits = new float[layout.n() * layout.channels()];
    Reorder.toPlain(layout, memory.span(logitsValue()), logits);
    return logits;
  }

  /** A kept value of the last run, (N, C, H, W) or (N, F). */
  public NdArray read(int value) {
    var layout = memory.layout(value);
    var shape =
        !program.value(value).image()
            ? Shape.of(layout.n(), layout.channels())
            : Shape.of(layout.n(), layout.channels(), layout.height(), layout.width());
    var array = NdArray.zeros(shape);
    Reorder.toPlain(layout, memory.span(value), array.data());
    return array;
  }

  private int logitsValue() {
    return program.graph().goals().getFirst().logits();
  }
}

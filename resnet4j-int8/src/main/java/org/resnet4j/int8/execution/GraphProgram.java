package org.resnet4j.int8.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.resnet4j.engine.EngineException;
import org.resnet4j.int8.kernel.KernelSet;
import org.resnet4j.int8.plan.MapMemory;
import org.resnet4j.int8.plan.Plan;
import org.resnet4j.int8.plan.Step;
import org.resnet4j.model.Shape;

/** A plan that computes, for several threads at once. */
public final class GraphProgram implements AutoCloseable {
  private final Plan plan;
  private final MapMemory memory;
  private final Kernels kernels;
  private final List<Emission.Emitted> emitted;
  private final List<Section> sections;
  private final Team team;
  private final ConcurrentLinkedDeque<ImageMemory> free = new ConcurrentLinkedDeque<>();
  private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * @param kernels used where they have one for a step; closed with this
   * @param threads at least 1
   */
  public GraphProgram(Plan plan, Optional<KernelSet> kernels, int threads) {
    this.plan = plan.bare();
    this.kernels = new Kernels(kernels);
    memory = MapMemory.of(plan);
    emitted = Emission.emit(plan, memory, this.kernels);
    var all = new ArrayList<Section>();
    if (plan.steps().stream().anyMatch(step -> step.readsFloats().contains(plan.images()))) {
      var images = FloatPhases.images(plan.images(), plan.input());
      all.add(new Section(List.of(images), Section.MOST));
    }
    all.addAll(Section.of(emitted, memory, threads));
    sections = List.copyOf(all);
    team = new Team(threads);
  }

  /** A step and the kernel that computes it, {@code portable} or one of a set. */
  public record Placed(Step step, String kernel) {}

  /** The steps in the order in which they are computed. */
  public List<Placed> steps() {
    return emitted.stream()
        .map(one -> new Placed(one.step(), one.kernel().orElse("portable")))
        .toList();
  }

  /** How maps lie in memory. */
  public MapMemory memory() {
    return memory;
  }

  /**
   * Refuses images of other sizes.
   *
   * @throws IllegalArgumentException if the graph takes others
   */
  public void requireInput(int channels, int height, int width) {
    var given = Shape.of(channels, height, width);
    if (!given.equals(plan.input())) {
      throw new IllegalArgumentException(
          "the graph takes images of %s, got %s".formatted(plan.input(), given));
    }
  }

  /**
   * The result for some images.
   *
   * @param images (size, C, H, W), row-major; may be longer
   * @return (size, outputs), row-major
   * @throws IllegalStateException if it is closed
   */
  public float[] run(float[] images, int size) {
    lifetime.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the predictor is closed");
      }
      return compute(images, size);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private float[] compute(float[] images, int size) {
    var results = new float[Math.multiplyExact(size, plan.outputs())];
    int together = Math.min(size, Section.MOST);
    var workspace = workspace(together);
    for (int from = 0; from < size; from += together) {
      int count = Math.min(together, size - from);
      workspace.take(images, from, count);
      team.run(PhaseRun.of(sections, workspace));
      float[] part = workspace.value(plan.output()).data();
      if (part.length != count * plan.outputs()) {
        throw new EngineException(
            "the graph gives %d numbers for %d images, it says %d for each"
                .formatted(part.length, count, plan.outputs()));
      }
      System.arraycopy(part, 0, results, from * plan.outputs(), part.length);
    }
    workspace.forget();
    free.push(workspace);
    return results;
  }

  /** One that is free and large enough; smaller ones are let go. */
  private ImageMemory workspace(int capacity) {
    for (var next = free.poll(); next != null; next = free.poll()) {
      if (next.capacity() >= capacity) {
        return next;
      }
    }
    int padded =
        sections.stream()
            .mapToInt(section -> Math.min(capacity, section.together()) * padded(section))
            .max()
            .orElse(0);
    return new ImageMemory(capacity, memory.size(), padded);
  }

  /** Floats of an image with its border. */
  private int padded(Section section) {
    return section.phases().stream()
        .mapToInt(
            phase -> phase instanceof PaddingPhase p ? plan.input().channels() * p.plane() : 0)
        .max()
        .orElse(0);
  }

  /** Frees the kernels and ends the threads, after calls in progress; again: nothing. */
  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.clear();
        team.close();
        kernels.close();
      }
    } finally {
      lifetime.writeLock().unlock();
    }
  }
}

package org.resnet4j.vector.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.Step;

/**
 * A program as text: a line for each step, in order, with its algorithm, what it does while it
 * reads and writes, and the places of its results; then the totals.
 */
public final class ProgramDescription {
  private final Program program;
  private final MemoryPlan memory;

  private ProgramDescription(Program program) {
    this.program = program;
    memory = MemoryPlan.of(program);
  }

  /** The text, lines separated by the system's separator. */
  public static String of(Program program) {
    var description = new ProgramDescription(program);
    return Stream.of(
            program.prologue().stream().map(description::line),
            program.steps().stream().map(description::line),
            description.totals())
        .flatMap(lines -> lines)
        .collect(Collectors.joining());
  }

  private String line(Step step) {
    var what = String.join("+", StepWords.of(step, program));
    return "%-30s %-46s %-11s %s"
        .formatted(path(step), what, algorithm(step), results(step))
        .stripTrailing()
        .concat(System.lineSeparator());
  }

  private static String path(Step step) {
    return switch (step) {
      case Step.Pack p -> p.convolution().path();
      case Step.Apply a -> a.op().path();
      case Step.Backward b -> b.op().path();
      case Step.ReluGradient r -> r.path();
      case Step.Input i -> "";
      case Step.Loss l -> "";
      case Step.AddGradients a -> "";
    };
  }

  private static String algorithm(Step step) {
    return switch (step) {
      case Step.Pack p -> name(p.convolution().algorithm());
      case Step.Apply a when a.op() instanceof Op.Convolve c -> name(c.algorithm());
      case Step.Backward b when b.op() instanceof Op.Convolve c -> name(c.algorithm());
      default -> "";
    };
  }

  private static String name(Algorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  /** The gradients of arrays that it adds to, and the values that it writes, with their places. */
  private String results(Step step) {
    var arrays = step instanceof Step.Backward b ? b.trained().stream() : Stream.<String>of();
    var values = step.writes().stream().map(this::place);
    return Stream.concat(arrays, values).collect(Collectors.joining(", "));
  }

  private String place(int value) {
    return "%s at %.1f MB".formatted(program.value(value), memory.offset(value) * 4 / 1e6);
  }

  private Stream<String> totals() {
    var products = program.steps().stream().flatMap(ProgramDescription::products).toList();
    long direct = products.stream().mapToLong(p -> p.shape.multiplications()).sum();
    long done = products.stream().mapToLong(p -> p.algorithm.multiplications(p.shape)).sum();
    return Stream.of(
        "%nbatch            %d, channels in blocks of %d%n".formatted(program.batch(), Lanes.LANES),
        "steps            %d, and %d once, before the first run%n"
            .formatted(program.steps().size(), program.prologue().size()),
        "memory           %.1f MB (%.1f MB if nothing were shared)%n"
            .formatted(memory.bytes() / 1e6, memory.bytesUnshared() / 1e6),
        "multiplications  %.3f G, directly %.3f G (%.2f times)%n"
            .formatted(done / 1e9, direct / 1e9, (double) direct / Math.max(1, done)));
  }

  /** One direction of a convolution. */
  private record Product(ConvolutionShape shape, Algorithm algorithm) {}

  private static Stream<Product> products(Step step) {
    return switch (step) {
      case Step.Apply a when a.op() instanceof Op.Convolve c ->
          Stream.of(new Product(c.shape(), c.algorithm()));
      case Step.Backward b when b.op() instanceof Op.Convolve c -> {
        var weights = new Product(c.shape(), c.algorithm().ofWeightGradient());
        var input = new Product(c.shape(), c.algorithm());
        yield Stream.concat(
            b.trains("weight") ? Stream.of(weights) : Stream.of(),
            b.into().getFirst() != Step.NONE ? Stream.of(input) : Stream.of());
      }
      default -> Stream.of();
    };
  }
}

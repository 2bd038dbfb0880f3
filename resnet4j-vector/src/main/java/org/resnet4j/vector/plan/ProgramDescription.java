package org.resnet4j.vector.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;
import org.resnet4j.vector.program.Backward;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/**
 * A program as text: a line for each instruction, in order, with its algorithm, what it does while
 * it reads and writes, and the places of its results; then the totals.
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
            program.instructions().stream().map(description::line),
            description.totals())
        .flatMap(lines -> lines)
        .collect(Collectors.joining());
  }

  private String line(Instruction instruction) {
    var what = String.join("+", InstructionWords.of(instruction, program));
    return "%-30s %-46s %-11s %s"
        .formatted(path(instruction), what, algorithm(instruction), results(instruction))
        .stripTrailing()
        .concat(System.lineSeparator());
  }

  private static String path(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Pack p -> p.convolution().path();
      case Instruction.Apply a -> a.op().path();
      case Backward b -> b.op().path();
      case Instruction.ReluGradient r -> r.path();
      case Instruction.Input i -> "";
      case Instruction.LossGradient l -> "";
      case Instruction.AddGradients a -> "";
    };
  }

  private static String algorithm(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Pack p -> name(p.convolution().algorithm());
      case Instruction.Apply a when a.op() instanceof Op.Convolve c -> name(c.algorithm());
      case Backward b when b.op() instanceof Op.Convolve c -> name(c.algorithm());
      default -> "";
    };
  }

  private static String name(Algorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  /** The gradients of arrays that it adds to, and the values that it writes, with their places. */
  private String results(Instruction instruction) {
    var arrays = instruction instanceof Backward b ? b.trained().stream() : Stream.<String>of();
    var values = instruction.writes().stream().map(this::place);
    return Stream.concat(arrays, values).collect(Collectors.joining(", "));
  }

  private String place(int value) {
    return "%s at %.1f MB".formatted(program.value(value), memory.offset(value) * 4 / 1e6);
  }

  private Stream<String> totals() {
    var products = program.instructions().stream().flatMap(ProgramDescription::products).toList();
    long direct = products.stream().mapToLong(p -> p.shape.multiplications()).sum();
    long done = products.stream().mapToLong(p -> p.algorithm.multiplications(p.shape)).sum();
    return Stream.of(
        "%nbatch            %d, channels in blocks of %d%n".formatted(program.batch(), Lanes.LANES),
        "instructions     %d, and %d once, before the first run%n"
            .formatted(program.instructions().size(), program.prologue().size()),
        "memory           %.1f MB (%.1f MB if nothing were shared)%n"
            .formatted(memory.bytes() / 1e6, memory.bytesUnshared() / 1e6),
        "multiplications  %.3f G, directly %.3f G (%.2f times)%n"
            .formatted(done / 1e9, direct / 1e9, (double) direct / Math.max(1, done)));
  }

  /** One direction of a convolution. */
  private record Product(ConvolutionShape shape, Algorithm algorithm) {}

  private static Stream<Product> products(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Apply a when a.op() instanceof Op.Convolve c ->
          Stream.of(new Product(c.shape(), c.algorithm()));
      case Backward b when b.op() instanceof Op.Convolve c -> {
        var weights = new Product(c.shape(), c.algorithm().ofWeightGradient());
        var input = new Product(c.shape(), c.algorithm());
        yield Stream.concat(
            b.trains("weight") ? Stream.of(weights) : Stream.of(),
            b.into().getFirst() != Instruction.NONE ? Stream.of(input) : Stream.of());
      }
      default -> Stream.of();
    };
  }
}

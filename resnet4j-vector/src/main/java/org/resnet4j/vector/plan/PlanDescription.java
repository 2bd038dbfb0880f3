package org.resnet4j.vector.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/**
 * A program as text: each step with its algorithm and where its results lie, and what it all takes.
 */
public final class PlanDescription {
  private final Program program;
  private final int batch;
  private final Buffers buffers;
  private final StringBuilder text = new StringBuilder();
  private long direct;
  private long done;

  private PlanDescription(Program program, int batch) {
    this.program = program;
    this.batch = batch;
    buffers = Buffers.plan(program, batch);
  }

  public static String of(Program program, int batch) {
    var description = new PlanDescription(program, batch);
    program.steps().forEach(description::step);
    description.sums();
    return description.text.toString();
  }

  private void step(Step step) {
    var algorithm = convolution(step).map(shape -> count(step, shape)).orElse("");
    line("%-34s %-20s %-11s %s%n", path(step), name(step), algorithm, places(step));
  }

  private static String path(Step step) {
    return op(step).map(Op::path).orElse("");
  }

  private static Optional<Op> op(Step step) {
    return switch (step) {
      case Step.Forward f -> Optional.of(f.op());
      case Step.Backward b -> Optional.of(b.op());
      case Step.Mask m -> Optional.of(m.op());
      default -> Optional.empty();
    };
  }

  /** What is done, and what is done along with it. */
  private static String name(Step step) {
    return switch (step) {
      case Step.Forward f -> name(f.op()) + along(f.op());
      case Step.Backward b -> name(b.op()) + " backward";
      default -> step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  private static String name(Op op) {
    return op.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String along(Op op) {
    return switch (op) {
      case Op.Normalise n -> (n.addend().isPresent() ? "+add" : "") + (n.relu() ? "+relu" : "");
      case Op.Add a -> a.relu() ? "+relu" : "";
      case Op.Convolve c ->
          (c.tail().norm().isPresent() ? "+norm" : "")
              + (c.tail().addend().isPresent() ? "+add" : "")
              + (c.tail().relu() ? "+relu" : "");
      case Op.Product p -> p.relu() ? "+relu" : "";
      default -> "";
    };
  }

  private Optional<ConvolutionShape> convolution(Step step) {
    return op(step)
        .filter(op -> !(step instanceof Step.Mask))
        .flatMap(
            op -> {
              var in = program.value(op.inputs().getFirst()).layout(batch);
              return switch (op) {
                case Op.Convolve c -> Optional.of(Shapes.of(c, in));
                case Op.PartialConvolve c -> Optional.of(Shapes.of(c, in));
                case Op.Product p -> Optional.of(Shapes.of(p, in));
                default -> Optional.empty();
              };
            });
  }

  /** Counts its multiplications, in all directions that the step does. */
  private String count(Step step, ConvolutionShape shape) {
    var algorithm = Convolutions.choose(shape);
    if (step instanceof Step.Backward) {
      count(shape, algorithm.ofWeightGradient());
    }
    if (!(step instanceof Step.Backward b) || b.into().getFirst() != Step.NONE) {
      count(shape, algorithm);
    }
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  private void count(ConvolutionShape shape, Algorithm algorithm) {
    direct += shape.multiplications();
    done += algorithm.multiplications(shape);
  }

  private String places(Step step) {
    return step.writes().stream()
        .filter(v -> v != Step.NONE)
        .map(this::place)
        .collect(Collectors.joining(", "));
  }

  private String place(int value) {
    if (program.deferred().containsKey(value)) {
      return "%s on reading".formatted(program.value(value));
    }
    if (program.value(value).planes()) {
      return "%s as it comes".formatted(program.value(value));
    }
    double megabytes = buffers.offset(value) * 4 / 1e6;
    return "%s at %.1f MB".formatted(program.value(value), megabytes);
  }

  private void sums() {
    line("%nbatch            %d, channels in blocks of %d%n", batch, Lanes.LANES);
    line("operations       %d%n", program.steps().size());
    line(
        "memory           %.1f MB (%.1f MB if nothing were shared)%n",
        buffers.bytes() / 1e6, buffers.bytesUnshared() / 1e6);
    line(
        "multiplications  %.3f G, directly %.3f G (%.2f times)%n",
        done / 1e9, direct / 1e9, (double) direct / Math.max(1, done));
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values));
  }
}

package org.resnet4j.vector.execution;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.resnet4j.engine.EngineException;
import org.resnet4j.vector.kernel.Algorithm;
import org.resnet4j.vector.kernel.Convolutions;
import org.resnet4j.vector.kernel.memory.Lanes;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;

/**
 * A network's weights in the kernels' order, packed once and shared by all its executables: those
 * of other batch sizes too, where the algorithm is the same. They live as long as an executable
 * reads them, or, where they stand in for the network's own arrays, as long as this. Thread-safe.
 */
public final class PackedWeights {
  /** The key of packed weights. */
  private record Origin(String path, Algorithm algorithm, WeightSource source) {
    static Origin of(Op.Convolve conv) {
      var source =
          conv.weights() instanceof WeightSource.Prepacked packed
              ? packed.source()
              : conv.weights();
      return new Origin(conv.path(), conv.algorithm(), source);
    }
  }

  /** Memory of one convolution. */
  static final class PackedConvolution {
    private final Span weights;
    private final Span bias;
    private boolean filled;

    private PackedConvolution(Span weights, Span bias) {
      this.weights = weights;
      this.bias = bias;
    }

    Span weights() {
      return weights;
    }

    /** (out), padded to whole blocks; {@link Span#NONE} without one. */
    Span bias() {
      return bias;
    }
  }

  private final Map<Origin, WeakReference<PackedConvolution>> memory = new HashMap<>();
  private final IntFunction<Span> places;
  private final Set<Origin> alone;
  private final Consumer<Op.Convolve> replaced;
  private final List<PackedConvolution> kept = new ArrayList<>();
  private float[] temporary = new float[0];

  private PackedWeights(
      IntFunction<Span> places, Set<Origin> alone, Consumer<Op.Convolve> replaced) {
    this.places = places;
    this.alone = alone;
    this.replaced = replaced;
  }

  /** Weights beside the network's own arrays, from which they can be packed again. */
  public PackedWeights() {
    this(floats -> new Span(new float[floats]), Set.of(), conv -> {});
  }

  /**
   * Weights instead of the network's own arrays: those that one program packs, and no others.
   *
   * @param replaced is told of each convolution when nothing will read its plain weights again
   */
  public static PackedWeights replacing(Program program, Consumer<Op.Convolve> replaced) {
    var alone =
        program.prologue().stream()
            .map(instruction -> Origin.of(((Instruction.Pack) instruction).convolution()))
            .collect(Collectors.toSet());
    return new PackedWeights(floats -> new Span(new float[floats]), alone, replaced);
  }

  /** Places that pass for as large as they must be and have no memory: not to be filled. */
  static PackedWeights hollow() {
    return new PackedWeights(floats -> new Span(new float[1], -floats), Set.of(), conv -> {});
  }

  /** Floats that the weights of a convolution take once they are packed. */
  static int weightFloats(Op.Convolve conv) {
    return conv.algorithm() == Algorithm.LINEAR
        ? conv.shape().weights()
        : Convolutions.packedFloats(conv.shape(), conv.algorithm());
  }

  /** Floats that the packed bias of a convolution takes. */
  static int biasFloats(Op.Convolve conv) {
    return conv.epilogue().bias() ? Lanes.padded(conv.shape().out()) : 0;
  }

  /** The place of a convolution's weights, valid once its instruction of the prologue has run. */
  synchronized PackedConvolution of(Op.Convolve conv) {
    var origin = Origin.of(conv);
    var known = memory.get(origin);
    var place = known == null ? null : known.get();
    if (place == null) {
      check(origin);
      place = new PackedConvolution(span(weightFloats(conv)), span(biasFloats(conv)));
      memory.put(origin, new WeakReference<>(place));
      if (!alone.isEmpty()) {
        kept.add(place);
      }
    }
    return place;
  }

  private void check(Origin origin) {
    if (!alone.isEmpty() && !alone.contains(origin)) {
      throw new EngineException(
          "a predictor for one size does not compute '%s' apart from the batch norm behind it; take"
                  .formatted(origin.path)
              + " one for any size");
    }
  }

  private Span span(int floats) {
    return floats == 0 ? Span.NONE : places.apply(floats);
  }

  /**
   * Runs the instructions of a prologue that have not been run yet, one at a time, so that their
   * temporary memory exists once.
   *
   * @param place the place of a convolution's packed weights, held by whoever reads them
   * @param tasks makes the tasks of an instruction
   */
  synchronized void fill(
      List<Instruction> prologue,
      Function<Op.Convolve, PackedConvolution> place,
      Function<Instruction, List<Task>> tasks,
      ThreadPool pool) {
    for (var instruction : prologue) {
      var conv = ((Instruction.Pack) instruction).convolution();
      var packed = place.apply(conv);
      if (!packed.filled) {
        pool.run(tasks.apply(instruction).toArray(Task[]::new));
        packed.filled = true;
        replaced.accept(conv);
      }
    }
    temporary = new float[0];
  }

  /** Memory for plain weights while they are packed, the same for one instruction after another. */
  float[] temporary(int floats) {
    if (temporary.length < floats) {
      temporary = places.apply(floats).data();
    }
    return temporary;
  }
}

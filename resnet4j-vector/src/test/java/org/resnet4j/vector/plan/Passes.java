package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Layer.Activation.Function;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/** Small networks, and what each pass of the compiler makes of one. */
final class Passes {
  private Passes() {}

  static Layer chain(Named... layers) {
    return new Layer.Chain(List.of(layers));
  }

  static Named named(String name, Layer layer) {
    return new Named(name, layer);
  }

  /** 3 × 3 with padding, without bias. */
  static Named conv(String name, int in, int out) {
    return named(name, new Layer.Conv2d(in, out, 3, 1, 1, false));
  }

  static Named norm(String name, int channels) {
    return named(name, new Layer.BatchNorm2d(channels));
  }

  static Named relu(String name) {
    return named(name, new Layer.Activation(Function.RELU));
  }

  /** conv, norm, relu, conv, norm; its input added; relu: the paper's Figure 2. */
  static Layer block(int channels) {
    var branch =
        chain(
            conv("conv1", channels, channels),
            norm("bn1", channels),
            relu("relu1"),
            conv("conv2", channels, channels),
            norm("bn2", channels));
    return chain(named("", new Layer.Residual(branch, new Layer.Identity())), relu("relu"));
  }

  /** The program after the passes that training and prediction share, norms' sums gathered. */
  static Program forward(Layer layer, Shape input, CompilerOptions options) {
    var lowered = AlgorithmSelection.select(Lowering.lower(layer, input, options));
    return NormStatistics.gather(FirstLayer.readBatch(Fusion.fuse(lowered)));
  }

  /** The program after each pass that the compiler makes, by the pass's name. */
  static Map<String, Program> all(Layer layer, Shape input, CompilerOptions options) {
    var stages = new LinkedHashMap<String, Program>();
    stages.put("Lowering", Lowering.lower(layer, input, options));
    add(stages, "AlgorithmSelection", AlgorithmSelection.select(last(stages)));
    add(stages, "Fusion", Fusion.fuse(last(stages)));
    add(stages, "FirstLayer", FirstLayer.readBatch(last(stages)));
    if (options.purpose() == Purpose.PREDICTION) {
      add(stages, "Folding", Folding.fold(last(stages)));
      add(stages, "Prepacking", Prepacking.pack(last(stages)));
      return stages;
    }
    stages.replaceAll((pass, program) -> Differentiation.differentiate(program, options));
    var gathering = forward(layer, input, options);
    add(stages, "NormStatistics", Differentiation.differentiate(gathering, options));
    add(stages, "Deferral", Deferral.defer(last(stages)));
    return stages;
  }

  private static void add(Map<String, Program> stages, String pass, Program program) {
    stages.put(pass, program);
  }

  private static Program last(Map<String, Program> stages) {
    return new ArrayList<>(stages.values()).getLast();
  }

  /** The operations' kinds and paths, in order: {@code Convolve conv1}. */
  static List<String> names(Program program) {
    return program.ops().stream()
        .map(op -> op.getClass().getSimpleName() + " " + op.path())
        .toList();
  }

  /** The operation of this kind and path. */
  static <T extends Op> T op(Program program, Class<T> kind, String path) {
    return program.ops().stream()
        .filter(op -> kind.isInstance(op) && op.path().equals(path))
        .map(kind::cast)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(path + " is not in " + Arrays.asList(names(program))));
  }
}

package org.resnet4j.vector.plan;

import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Program;

/** The passes one after another: from the tree of layers to a program. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles a network for one shape of input and one batch size.
   *
   * @param input (C, H, W)
   * @throws org.resnet4j.model.ShapeException if the network cannot take this input
   * @throws org.resnet4j.engine.EngineException if there is no node of a probe's name
   */
  public static Program compile(Layer layer, Shape input, CompilerOptions options) {
    var lowered = AlgorithmSelection.select(Lowering.lower(layer, input, options), options);
    var forward = FirstLayer.readBatch(Fusion.fuse(lowered));
    return options.purpose() == Purpose.PREDICTION
        ? Prepacking.pack(Folding.fold(forward))
        : Deferral.defer(Differentiation.differentiate(NormStatistics.gather(forward), options));
  }
}

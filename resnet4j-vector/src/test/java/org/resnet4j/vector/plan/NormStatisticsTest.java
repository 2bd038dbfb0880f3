package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.vector.plan.Passes.block;
import static org.resnet4j.vector.plan.Passes.chain;
import static org.resnet4j.vector.plan.Passes.conv;
import static org.resnet4j.vector.plan.Passes.named;
import static org.resnet4j.vector.plan.Passes.norm;
import static org.resnet4j.vector.plan.Passes.op;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/** Who sums what a batch norm needs. */
class NormStatisticsTest {
  private static final Shape INPUT = Shape.of(16, 9, 7);
  private static final CompilerOptions TRAINING = CompilerOptions.of(Purpose.TRAINING, 2);

  private static Op.Statistics statistics(Program program, String path) {
    return op(program, Op.NormaliseBatch.class, path).statistics();
  }

  private static Optional<Epilogue.Reduction> sums(Program program, String path) {
    return op(program, Op.Convolve.class, path).epilogue().sums();
  }

  @Test
  void theConvolutionInFrontGathersThem() {
    var program = Passes.forward(block(16), INPUT, TRAINING);
    assertThat(statistics(program, "bn1")).isEqualTo(Op.Statistics.GATHERED);
    assertThat(sums(program, "conv1")).contains(new Epilogue.Moments("bn1"));
    assertThat(sums(program, "conv2")).contains(new Epilogue.Moments("bn2"));
  }

  @Test
  void behindAnythingElseTheNormSumsItself() {
    var pool = named("pool", new Layer.MaxPool2d(2, 2, 0, false));
    var layer = chain(conv("conv", 16, 16), pool, norm("bn", 16));
    var program = Passes.forward(layer, INPUT, TRAINING);
    assertThat(statistics(program, "bn")).isEqualTo(Op.Statistics.BATCH);
    assertThat(sums(program, "conv")).isEmpty();
  }

  @Test
  void aFrozenNormNeedsNone() {
    var frozen = TRAINING.training(key -> !key.startsWith("bn1"));
    var program = Passes.forward(block(16), INPUT, frozen);
    assertThat(statistics(program, "bn1")).isEqualTo(Op.Statistics.RUNNING);
    assertThat(sums(program, "conv1")).isEmpty();
    assertThat(statistics(program, "bn2")).isEqualTo(Op.Statistics.GATHERED);
  }

  @Test
  void ofTwoNormsOfOneValueOneIsServed() {
    var branch = chain(norm("bn", 16));
    var layer = chain(conv("conv", 16, 16), named("", new Layer.Residual(branch, branch)));
    var program = Passes.forward(layer, INPUT, TRAINING);
    assertThat(sums(program, "conv")).contains(new Epilogue.Moments("bn"));
    assertThat(statistics(program, "bn")).isEqualTo(Op.Statistics.GATHERED);
    assertThat(statistics(program, "downsample.bn")).isEqualTo(Op.Statistics.BATCH);
  }
}

package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.vector.plan.Passes.block;
import static org.resnet4j.vector.plan.Passes.chain;
import static org.resnet4j.vector.plan.Passes.conv;
import static org.resnet4j.vector.plan.Passes.named;
import static org.resnet4j.vector.plan.Passes.names;
import static org.resnet4j.vector.plan.Passes.norm;
import static org.resnet4j.vector.plan.Passes.op;
import static org.resnet4j.vector.plan.Passes.relu;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;
import org.resnet4j.vector.program.WeightSource;
import org.resnet4j.zoo.Zoo;

/** Which batch norms become part of the convolution in front. */
class FoldingTest {
  private static final Shape INPUT = Shape.of(16, 9, 7);

  private static Program folded(Layer layer, String... probes) {
    var options = CompilerOptions.of(Purpose.PREDICTION, 2).withProbes(Set.of(probes));
    return Folding.fold(Fusion.fuse(Lowering.lower(layer, INPUT, options)));
  }

  @Test
  void aBlockIsTwoConvolutions() {
    var program = folded(block(16));
    assertThat(names(program)).containsExactly("Convolve conv1", "Convolve conv2");
    var last = op(program, Op.Convolve.class, "conv2");
    assertThat(last.weights()).isEqualTo(new WeightSource.Folded("bn2", 1e-5, false));
    assertThat(last.epilogue()).isEqualTo(Epilogue.NONE.plus(Program.INPUT).rectified().withBias());
    assertThat(last.output()).isEqualTo(program.logits());
  }

  @Test
  void aConvolutionsOwnBiasIsFoldedToo() {
    var biased = named("conv", new Layer.Conv2d(16, 16, 3, 1, 1, true));
    var program = folded(chain(biased, norm("bn", 16)));
    assertThat(op(program, Op.Convolve.class, "conv").weights())
        .isEqualTo(new WeightSource.Folded("bn", 1e-5, true));
  }

  @Test
  void aNormBehindAReluStays() {
    assertThat(names(folded(chain(conv("conv", 16, 16), relu("relu"), norm("bn", 16)))))
        .containsExactly("Convolve conv", "NormaliseBatch bn");
  }

  @Test
  void whatSomebodyElseReadsStays() {
    var branch = chain(norm("bn", 16));
    var layer =
        chain(conv("conv", 16, 16), named("", new Layer.Residual(branch, new Layer.Identity())));
    assertThat(names(folded(layer))).containsExactly("Convolve conv", "NormaliseBatch bn");
  }

  @Test
  void whatAProbeLooksAtStays() {
    assertThat(names(folded(block(16), "conv1")))
        .containsExactly("Convolve conv1", "NormaliseBatch bn1", "Convolve conv2");
  }

  @ParameterizedTest
  @CsvSource({"resnet20, 20", "resnet50, 54", "googlenet, 58", "vgg11_bn, 11"})
  void inTheZooNoNormIsLeft(String model, int convolutions) {
    var architecture = Zoo.of(model);
    var options = CompilerOptions.of(Purpose.PREDICTION, 1);
    var program = Compiler.compile(architecture.layer(), architecture.input(), options);
    assertThat(program.ops()).noneMatch(Op.NormaliseBatch.class::isInstance);
    assertThat(program.ops()).filteredOn(Op.Convolve.class::isInstance).hasSize(convolutions);
  }
}

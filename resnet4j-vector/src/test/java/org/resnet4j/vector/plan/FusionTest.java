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

import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Epilogue;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Program;

/** What joins the operation in front, and what must not. */
class FusionTest {
  private static final Shape INPUT = Shape.of(16, 9, 7);

  private static Program fused(Layer layer, String... probes) {
    var options = CompilerOptions.of(Purpose.TRAINING, 2).withProbes(Set.of(probes));
    return Fusion.fuse(Lowering.lower(layer, INPUT, options));
  }

  @Test
  void sumAndReluOfABlockAreDoneByItsNorms() {
    var program = fused(block(16));
    assertThat(names(program))
        .containsExactly(
            "Convolve conv1", "NormaliseBatch bn1", "Convolve conv2", "NormaliseBatch bn2");
    var first = op(program, Op.NormaliseBatch.class, "bn1");
    assertThat(first.epilogue()).isEqualTo(Epilogue.NONE.rectified());
    assertThat(first.output()).isEqualTo(program.outputs().node("relu1"));
    var last = op(program, Op.NormaliseBatch.class, "bn2");
    assertThat(last.epilogue()).isEqualTo(Epilogue.NONE.plus(Program.INPUT).rectified());
    assertThat(last.output()).isEqualTo(program.logits());
  }

  @Test
  void aSumJoinsTheNormOfWhicheverSideHasOne() {
    var shortcut = chain(conv("conv", 16, 16), norm("bn", 16));
    var program = fused(chain(named("", new Layer.Residual(chain(conv("a", 16, 16)), shortcut))));
    assertThat(names(program))
        .containsExactly("Convolve a", "Convolve downsample.conv", "NormaliseBatch downsample.bn");
    assertThat(op(program, Op.NormaliseBatch.class, "downsample.bn").epilogue().addend())
        .isEqualTo(OptionalInt.of(program.outputs().node("a")));
  }

  @Test
  void aReluIsDoneWhileAConvolutionWrites() {
    var program = fused(chain(conv("conv", 16, 16), relu("relu")));
    var conv = op(program, Op.Convolve.class, "conv");
    assertThat(names(program)).containsExactly("Convolve conv");
    assertThat(conv.relu()).isTrue();
    assertThat(conv.output()).isEqualTo(program.outputs().node("relu"));
  }

  @Test
  void aReluBehindASumOfConvolutionsIsDoneByTheSum() {
    var branches = new Layer.Residual(chain(conv("a", 16, 16)), chain(conv("b", 16, 16)));
    var program = fused(chain(named("", branches), relu("relu")));
    assertThat(names(program)).containsExactly("Convolve a", "Convolve downsample.b", "Add ");
    assertThat(op(program, Op.Add.class, "").relu()).isTrue();
  }

  @Test
  void whatSomebodyElseReadsStays() {
    var branch = chain(relu("relu"));
    var program =
        fused(
            chain(
                conv("conv", 16, 16), named("", new Layer.Residual(branch, new Layer.Identity()))));
    assertThat(names(program)).containsExactly("Convolve conv", "Activate relu", "Add ");
  }

  @Test
  void whatAProbeLooksAtStays() {
    assertThat(names(fused(block(16), "bn1")))
        .containsExactly(
            "Convolve conv1",
            "NormaliseBatch bn1",
            "Activate relu1",
            "Convolve conv2",
            "NormaliseBatch bn2");
    assertThat(names(fused(block(16), "sum"))).endsWith("NormaliseBatch bn2", "Activate relu");
    assertThat(names(fused(block(16), "bn2"))).endsWith("NormaliseBatch bn2", "Add ");
  }

  @Test
  void otherNonLinearitiesStay() {
    var tanh = named("tanh", new Layer.Activation(Layer.Activation.Function.TANH));
    assertThat(names(fused(chain(conv("conv", 16, 16), tanh))))
        .containsExactly("Convolve conv", "Activate tanh");
  }
}

package org.resnet4j.vector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.vector.plan.Passes.chain;
import static org.resnet4j.vector.plan.Passes.conv;
import static org.resnet4j.vector.plan.Passes.named;
import static org.resnet4j.vector.plan.Passes.names;
import static org.resnet4j.vector.plan.Passes.op;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Shape;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Op;
import org.resnet4j.vector.program.Operand;
import org.resnet4j.vector.program.Program;
import org.resnet4j.zoo.Zoo;

/** Who reads the batch as it comes. */
class FirstLayerTest {
  private static final CompilerOptions OPTIONS = CompilerOptions.of(Purpose.TRAINING, 2);
  private static final Operand BATCH = new Operand.FromBatch(Program.INPUT);
  private static final Operand BLOCKS = new Operand.Stored(Program.INPUT);

  private static Program first(Layer layer, Shape input, String... probes) {
    var options = OPTIONS.withProbes(Set.of(probes));
    var lowered = AlgorithmSelection.select(Lowering.lower(layer, input, options));
    return FirstLayer.readBatch(Fusion.fuse(lowered));
  }

  private static Operand read(Program program, String path) {
    return op(program, Op.Convolve.class, path).input();
  }

  @Test
  void theStemReadsPlanesAndNothingBringsThemIntoBlocks() {
    var resnet = Zoo.of("resnet18");
    var program = first(resnet.layer(), resnet.input());
    assertThat(read(program, "conv1")).isEqualTo(BATCH);
    assertThat(program.instructions()).noneMatch(Instruction.Input.class::isInstance);
  }

  @Test
  void aConvolutionOfManyChannelsReadsBlocks() {
    var program = first(chain(conv("conv", 64, 16)), Shape.of(64, 9, 7));
    assertThat(read(program, "conv")).isEqualTo(BLOCKS);
    assertThat(program.instructions().getFirst()).isEqualTo(new Instruction.Input(Program.INPUT));
  }

  @Test
  void whereOneReaderNeedsBlocksAllReadThem() {
    var pool = new Layer.MaxPool2d(3, 1, 1, false);
    var both = new Layer.Concat(List.of(conv("conv", 3, 16), named("pool", pool)));
    assertThat(read(first(both, Shape.of(3, 9, 7)), "conv")).isEqualTo(BLOCKS);
    var alone = new Layer.Concat(List.of(conv("conv", 3, 16), conv("other", 3, 16)));
    assertThat(read(first(alone, Shape.of(3, 9, 7)), "conv")).isEqualTo(BATCH);
  }

  @Test
  void whereAProbeLooksAtTheInputItIsThere() {
    var program = first(chain(conv("conv", 3, 16)), Shape.of(3, 9, 7), "input");
    assertThat(read(program, "conv")).isEqualTo(BLOCKS);
  }

  @Test
  void theBatchIsTheRowsOfALinearLayer() {
    var mlp = Zoo.of("mlp10");
    var program = first(mlp.layer(), mlp.input());
    int rows = program.outputs().node("flatten");
    assertThat(names(program)).noneMatch(name -> name.startsWith("Flat"));
    assertThat(program.ops().getFirst())
        .isInstanceOfSatisfying(
            Op.Convolve.class,
            first -> assertThat(first.input()).isEqualTo(new Operand.FromBatch(rows)));
    assertThat(program.instructions())
        .noneMatch(instruction -> instruction.writes().contains(rows));
  }

  /** 25 features do not fill whole vectors: the rows would begin anywhere. */
  @Test
  void rowsThatAreNoMultipleOfTheLanesAreCopied() {
    var layer =
        chain(named("flatten", new Layer.Flatten()), named("fc", new Layer.Linear(25, 10, true)));
    var program = first(layer, Shape.of(1, 5, 5));
    assertThat(names(program)).containsExactly("Flat flatten", "Convolve fc");
  }
}

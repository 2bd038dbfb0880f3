package org.resnet4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.resnet4j.model.Layers.chain;
import static org.resnet4j.model.Layers.conv3x3;
import static org.resnet4j.model.Layers.relu;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resnet4j.model.Layer.Chain;
import org.resnet4j.model.Layer.Concat;
import org.resnet4j.model.Layer.Conv2d;
import org.resnet4j.model.Layer.Flatten;
import org.resnet4j.model.Layer.Head;
import org.resnet4j.model.Layer.Highway;
import org.resnet4j.model.Layer.Identity;
import org.resnet4j.model.Layer.Linear;
import org.resnet4j.model.Layer.MaxPool2d;
import org.resnet4j.model.Layer.Named;
import org.resnet4j.model.Layer.PaddedIdentity;
import org.resnet4j.model.Layer.Residual;
import org.resnet4j.model.Layer.WithHeads;

/** The shapes interpreter. */
class ShapesTest {
  private static final Shape IMAGE = Shape.of(3, 8, 8);

  /** Sizes that PyTorch's MaxPool2d gives: size, kernel, stride, padding, floor, ceil. */
  @ParameterizedTest
  @CsvSource({
    "112, 3, 2, 0, 55, 56", "28, 3, 2, 0, 13, 14", "14, 2, 2, 0, 7, 7", "7, 2, 2, 0, 3, 4",
    "5, 3, 1, 1, 5, 5", "5, 2, 2, 1, 3, 3", "6, 2, 3, 1, 3, 3", "4, 1, 3, 0, 2, 2"
  })
  void maxPoolsRoundAsPyTorchDoes(
      int size, int kernel, int stride, int padding, int floor, int ceil) {
    var input = Shape.of(1, size, size);
    assertThat(Shapes.infer(new MaxPool2d(kernel, stride, padding, false), input).height())
        .isEqualTo(floor);
    assertThat(Shapes.infer(new MaxPool2d(kernel, stride, padding, true), input).height())
        .isEqualTo(ceil);
  }

  @Test
  void aCeilPoolMayBeLargerThanItsImage() {
    var onePixel = Shape.of(1, 1, 1);
    assertThat(Shapes.infer(new MaxPool2d(2, 2, 0, true), onePixel)).isEqualTo(onePixel);
    assertThatThrownBy(() -> Shapes.infer(named("pool", new MaxPool2d(3, 2, 0, true)), onePixel))
        .hasMessageStartingWith("pool has a window of 3x3, but its input is only 1x1");
  }

  @Property(tries = 300)
  void everyWindowOfAConvolutionLiesInThePaddedImage(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 7) int kernel,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(min = 3, max = 4) int padding) {
    var out =
        Shapes.infer(new Conv2d(1, 2, kernel, stride, padding, false), Shape.of(1, height, width));
    int last = (out.height() - 1) * stride + kernel;
    assertThat(last).isLessThanOrEqualTo(height + 2 * padding);
    assertThat(last + stride).isGreaterThan(height + 2 * padding);
    assertThat((out.width() - 1) * stride + kernel).isLessThanOrEqualTo(width + 2 * padding);
  }

  @Test
  void theTraceNamesEveryNodeInTheOrderOfComputation() {
    var block =
        chain()
            .add("", new Residual(chain().add("conv1", conv3x3(3, 3, 1)).build(), new Identity()))
            .add("relu", relu())
            .build();
    var network = chain().add("layer1", block).build();
    assertThat(Shapes.trace(network, IMAGE))
        .extracting(Shapes.Node::path)
        .containsExactly(
            "layer1.conv1",
            "layer1",
            "layer1.downsample",
            "layer1.sum",
            "layer1.relu",
            "layer1",
            "");
  }

  @Test
  void headsAreMarkedAsTrainingOnly() {
    var head = chain().add("flatten", new Flatten()).add("fc", new Linear(192, 2)).build();
    var network =
        new WithHeads(
            chain().add("conv1", conv3x3(3, 3, 1)).build(),
            List.of(new Head("aux1", "conv1", head, 0.3)),
            new Flatten());
    assertThat(Shapes.infer(network, IMAGE)).isEqualTo(Shape.of(192));
    assertThat(Shapes.trace(network, IMAGE))
        .filteredOn(Shapes.Node::trainingOnly)
        .extracting(Shapes.Node::path)
        .containsExactly("aux1.flatten", "aux1.fc", "aux1");
  }

  @Test
  void wrongChannelsNameTheLayerAndBothNumbers() {
    var network = chain().add("layer1", chain().add("conv1", conv3x3(64, 64, 1)).build()).build();
    assertThatThrownBy(() -> Shapes.infer(network, IMAGE))
        .isInstanceOf(ShapeException.class)
        .hasMessage("layer1.conv1 expects 64 channels, got 3");
  }

  @Test
  void aVectorIsNoImageAndAnImageNoVector() {
    assertThatThrownBy(() -> Shapes.infer(named("fc", new Linear(192, 2)), IMAGE))
        .hasMessage("fc expects a vector of 192 features, got (3x8x8)");
    assertThatThrownBy(() -> Shapes.infer(named("fc", new Linear(5, 2)), Shape.of(4)))
        .hasMessage("fc expects 5 features, got 4");
    assertThatThrownBy(() -> Shapes.infer(named("conv", conv3x3(3, 3, 1)), Shape.of(4)))
        .hasMessage("conv expects an image (channels x height x width), got (4)");
  }

  @Test
  void sumsAndGatesNeedEqualShapes() {
    var residual = new Residual(conv3x3(3, 6, 1), new PaddedIdentity(3, 6, 2));
    assertThatThrownBy(() -> Shapes.infer(named("block", residual), IMAGE))
        .hasMessage("block adds a branch of 6x8x8 and a shortcut of 6x4x4; they must be equal");
    var highway = new Highway(conv3x3(3, 6, 1), conv3x3(3, 6, 1), -2);
    assertThatThrownBy(() -> Shapes.infer(named("road", highway), IMAGE))
        .hasMessageStartingWith("road carries 3x8x8; its transform (6x8x8)");
  }

  @Test
  void branchesLieSideBySideAlongTheChannels() {
    var concat =
        new Concat(List.of(new Named("a", conv3x3(3, 4, 1)), new Named("b", conv3x3(3, 5, 1))));
    assertThat(Shapes.infer(concat, IMAGE)).isEqualTo(Shape.of(9, 8, 8));
    var uneven =
        new Concat(List.of(new Named("a", conv3x3(3, 4, 1)), new Named("b", conv3x3(3, 5, 2))));
    assertThatThrownBy(() -> Shapes.infer(uneven, IMAGE))
        .hasMessage("the network puts 5x4x4 beside 4x8x8; heights and widths must be equal");
  }

  private static Chain named(String name, Layer layer) {
    return chain().add(name, layer).build();
  }
}

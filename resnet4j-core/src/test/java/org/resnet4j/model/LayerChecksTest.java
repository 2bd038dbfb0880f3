package org.resnet4j.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.model.Layer.*;

/** A layer that no input can be computed by is refused when it is made. */
class LayerChecksTest {
  static Stream<Arguments> mistakes() {
    var chain = Layers.chain().add("a", Layers.relu()).build();
    return Stream.of(
        of("Conv2d: in must be positive, got 0", () -> new Conv2d(0, 1, 3, 1, 1, false)),
        of("Conv2d: kernel must be positive, got -3", () -> new Conv2d(1, 1, -3, 1, 1, false)),
        of("Conv2d: stride must be positive, got 0", () -> new Conv2d(1, 1, 3, 0, 1, false)),
        of("Conv2d: padding must not be negative, got -1", () -> new Conv2d(1, 1, 3, 1, -1, false)),
        of("Conv2d: groups must be positive, got 0", () -> new Conv2d(1, 1, 3, 1, 1, 0, false)),
        of(
            "Conv2d: in (3) and out (4) must be multiples of groups (2)",
            () -> new Conv2d(3, 4, 3, 1, 1, 2, false)),
        of(
            "PartialConv2d: connections must name the inputs of at least one output map",
            () -> new PartialConv2d(3, 5, List.of())),
        of(
            "PartialConv2d: output map 1 has no input map",
            () -> new PartialConv2d(3, 5, List.of(List.of(0), List.of()))),
        of(
            "PartialConv2d: the input maps of output map 0 must ascend from 0 to at most 2,"
                + " got [0, 3]",
            () -> new PartialConv2d(3, 5, List.of(List.of(0, 3)))),
        of(
            "PartialConv2d: the input maps of output map 0 must ascend from 0 to at most 2,"
                + " got [1, 1]",
            () -> new PartialConv2d(3, 5, List.of(List.of(1, 1)))),
        of("BatchNorm2d: channels must be positive, got -1", () -> new BatchNorm2d(-1)),
        of("BatchNorm2d: eps must not be negative, got -1.0", () -> new BatchNorm2d(1, -1, 0.1)),
        of("BatchNorm2d: eps must not be negative, got NaN", () -> new BatchNorm2d(1, 0.0 / 0, 0)),
        of(
            "BatchNorm2d: momentum must be from 0 to 1, got 1.5",
            () -> new BatchNorm2d(1, 1e-5, 1.5)),
        of("Linear: in must be positive, got 0", () -> new Linear(0, -2)),
        of("Linear: out must be positive, got -2", () -> new Linear(1, -2)),
        of("Subsampling: channels must be positive, got 0", () -> new Subsampling(0)),
        of("RadialBasis: classes must be positive, got 0", () -> new RadialBasis(84, 0)),
        of("MaxPool2d: stride must be positive, got 0", () -> new MaxPool2d(2, 0, 0, false)),
        of("MaxPool2d: kernel must be positive, got 0", () -> new MaxPool2d(0, 1, 0, false)),
        of(
            "MaxPool2d: padding (2) must be at most half of the kernel (3)",
            () -> new MaxPool2d(3, 2, 2, false)),
        of("AvgPool2d: padding must not be negative, got -1", () -> new AvgPool2d(2, 2, -1)),
        of("AdaptiveAvgPool2d: height must be positive, got 0", () -> new AdaptiveAvgPool2d(0, 1)),
        of(
            "LocalResponseNorm: size must be positive, got 0",
            () -> new LocalResponseNorm(0, 1, 1, 1)),
        of(
            "LocalResponseNorm: beta must be finite, got NaN",
            () -> new LocalResponseNorm(5, 1, Double.NaN, 1)),
        of("Dropout: probability must be from 0 to below 1, got 1.5", () -> new Dropout(1.5)),
        of("Dropout: probability must be from 0 to below 1, got 1.0", () -> new Dropout(1)),
        of("PaddedIdentity: out (2) must be at least in (4)", () -> new PaddedIdentity(4, 2, 2)),
        of("Concat: there must be at least one branch", () -> new Concat(List.of())),
        of(
            "Highway: gateBias must be finite, got NaN",
            () -> new Highway(chain, chain, Double.NaN)),
        of("Head: weight must not be negative, got -0.3", () -> new Head("aux", "a", chain, -0.3)),
        of(
            "WithHeads: head 'aux' hangs on 'b', which is no child of the trunk",
            () -> new WithHeads(chain, List.of(new Head("aux", "b", chain, 1)), chain)));
  }

  private static Arguments of(String message, Supplier<?> made) {
    return Arguments.of(message, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsOneSentence(String message, Supplier<?> made) {
    assertThatThrownBy(made::get).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void twoLayersOfOneNameAreRefused() {
    var twice =
        Layers.chain()
            .add("conv1", Layers.conv3x3(3, 4, 1))
            .add("conv1", Layers.conv3x3(4, 4, 1))
            .build();
    assertThatThrownBy(() -> Parameters.count(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "two layers are named 'conv1': both would keep their array under 'conv1.weight'");
  }
}

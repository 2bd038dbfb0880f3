package org.resnet4j.vector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.resnet4j.vector.kernel.shape.ConvolutionShape;

/** Any shape, any algorithm that {@link Convolutions#choose} picks: the definition holds. */
class RandomShapesTest {

  @Property(tries = 60)
  void everyShapeIsComputed(
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll @IntRange(min = 1, max = 20) int in,
      @ForAll @IntRange(min = 1, max = 20) int out,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 5) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 2) int padding,
      @ForAll @IntRange(min = 1, max = 3) int groups) {
    int side = Math.max(kernel - 2 * padding, 1);
    var s =
        new ConvolutionShape(
            n,
            in * groups,
            out * groups,
            Math.max(height, side),
            Math.max(width, side),
            kernel,
            stride,
            padding,
            groups);
    assertThat(EveryLane.error(s, Convolutions.choose(s))).isLessThan(2e-5);
  }
}

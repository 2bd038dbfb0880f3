package org.resnet4j.export.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.resnet4j.export.onnx.OnnxTensor;

final class RangeRuleTest {
  private static ValueHistogram seen(float... numbers) {
    var histogram = new ValueHistogram("x");
    histogram.span(numbers, numbers.length);
    histogram.count(numbers, numbers.length);
    return histogram;
  }

  /** A hundred thousand normal numbers and one that is far away. */
  private static float[] outlier() {
    var random = new Random(1);
    var numbers = new float[100_001];
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    numbers[0] = 40;
    return numbers;
  }

  @Test
  void minMaxKeepsEverything() {
    assertThat(RangeRule.MIN_MAX.range(seen(outlier())).max()).isEqualTo(40);
  }

  /** |x| of a normal distribution is below 3.89 with probability 0.9999. */
  @Test
  void percentileCutsTheLargestInTenThousand() {
    var range = RangeRule.PERCENTILE.range(seen(outlier()));
    assertThat(range.max()).isCloseTo(3.89, within(0.25));
    assertThat(range.min()).isCloseTo(-3.89, within(0.25));
  }

  @Test
  void entropyGivesAnOutlierUp() {
    assertThat(RangeRule.ENTROPY.range(seen(outlier())).max()).isBetween(2.0, 8.0);
  }

  /** Evenly spread numbers have nothing to give up. */
  @Test
  void entropyKeepsWhatIsSpreadEvenly() {
    var numbers = new float[200_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (i + 1) / (float) numbers.length;
    }
    assertThat(RangeRule.ENTROPY.range(seen(numbers)).max()).isGreaterThan(0.9);
  }

  @Test
  void whatIsNeverNegativeHasItsZeroAtByteZero() {
    var code = ByteCode.of(RangeRule.MIN_MAX.range(seen(0, 3, 5.1f)));
    assertThat(code.zeroPoint()).isZero();
    assertThat(code.scale()).isCloseTo(5.1f / 255, within(1e-7f));
  }

  @Test
  void aValueThatIsAlwaysZeroHasACode() {
    assertThat(ByteCode.of(RangeRule.ENTROPY.range(seen(0, 0)))).isEqualTo(new ByteCode(1, 0));
  }

  @Property(tries = 100)
  void zeroIsExactAndTheEndsAreReached(
      @ForAll @FloatRange(min = -1e6f, max = 1e6f) float a,
      @ForAll @FloatRange(min = -1e6f, max = 1e6f) float b) {
    var range = ValueRange.around(Math.min(a, b), Math.max(a, b));
    var code = ByteCode.of(range);
    assertThat(code.zeroPoint()).isBetween(0, 255);
    Assume.that(a != 0 || b != 0);
    double step = code.scale();
    assertThat((255 - code.zeroPoint()) * step).isCloseTo(range.max(), within(0.51 * step));
    assertThat((0 - code.zeroPoint()) * step).isCloseTo(range.min(), within(0.51 * step));
  }

  @Property(tries = 100)
  void weightsAreWithinHalfAStep(@ForAll @Size(8) float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.isFinite(numbers[i]) ? numbers[i] % 1000 : 0;
    }
    var weights = new OnnxTensor("w", List.of(2, 4), new OnnxTensor.Floats(numbers));
    var bytes = WeightBytes.of(weights, new float[0], 1);
    for (int i = 0; i < 8; i++) {
      float scale = bytes.scales()[i / 4];
      assertThat(bytes.codes()[i] * scale).isCloseTo(numbers[i], within(0.501f * scale));
    }
  }

  /** A channel whose weights are almost nothing beside its bias: the bias must fit 32 bits. */
  @Test
  void aBiasIsNeverTooLarge() {
    var weights = new OnnxTensor("w", List.of(1, 1), new OnnxTensor.Floats(1e-20f));
    float[] bias = {3};
    var bytes = WeightBytes.of(weights, bias, 0.02f);
    float[] scales = bytes.sumScales(0.02f);
    assertThat(WeightBytes.biases(bias, scales)[0] * (double) scales[0]).isCloseTo(3, within(1e-6));
  }
}

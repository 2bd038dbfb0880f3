package org.resnet4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.resnet4j.internal.random.Mt19937;

class DrawsTest {
  @Test
  void theSequenceIsTheSameOnEveryMachine() {
    // SplitMix64's own first numbers from state 0 differ: the state is mixed from three
    Draws draws = Draws.of(1, 2, 3);
    long first = draws.bits();
    assertThat(Draws.of(1, 2, 3).bits()).isEqualTo(first);
    assertThat(
            List.of(Draws.of(2, 1, 3).bits(), Draws.of(1, 3, 2).bits(), Draws.of(3, 2, 1).bits()))
        .doesNotContain(first)
        .doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void numbersStayBelowTheirBound(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
    Draws draws = Draws.of(seed, 0, 0);
    for (int i = 0; i < 20; i++) {
      assertThat(draws.below(bound)).isBetween(0, bound - 1);
    }
  }

  @Test
  void uniformNormalAndBetaHaveTheirMoments() {
    Draws draws = Draws.of(7, 0, 0);
    int n = 100_000;
    double[] uniform = IntStream.range(0, n).mapToDouble(i -> draws.uniform()).toArray();
    double[] normal = IntStream.range(0, n).mapToDouble(i -> draws.normal()).toArray();
    double[] beta = IntStream.range(0, n).mapToDouble(i -> draws.beta(0.2)).toArray();
    assertThat(mean(uniform)).isCloseTo(0.5, within(0.01));
    assertThat(variance(uniform)).isCloseTo(1.0 / 12, within(0.002));
    assertThat(mean(normal)).isCloseTo(0, within(0.02));
    assertThat(variance(normal)).isCloseTo(1, within(0.02));
    assertThat(mean(beta)).isCloseTo(0.5, within(0.01));
    assertThat(variance(beta)).isCloseTo(1 / (4 * (2 * 0.2 + 1)), within(0.005));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  @Test
  void anEpochsOrderIsATorchPermutation() {
    int[] order = Shuffle.permutation(5, 3, 1000);
    assertThat(order).containsExactlyInAnyOrder(Shuffle.inOrder(1000));
    assertThat(order).isEqualTo(Shuffle.permutation(5, 3, 1000));
    assertThat(order).isNotEqualTo(Shuffle.permutation(5, 4, 1000));
    assertThat(order).isEqualTo(new Mt19937(Draws.of(5, 3, -1).bits()).permutation(1000));
  }

  @Test
  void holdingOutPartsTheExamplesAndForgetsNone() {
    int[] labels = IntStream.range(0, 100).map(i -> i % 4).toArray();
    Dataset data =
        new MemoryDataset(
            "toy", List.of("a", "b", "c", "d"), new ImageShape(1, 1, 1), new byte[100], labels);
    Split split = new Split(data, data);
    Split drawn = split.holdOut(10, 1);
    assertThat(drawn.train().size()).isEqualTo(90);
    assertThat(IntStream.concat(indices(drawn.train()), indices(drawn.test())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(indices(split.holdOut(10, 2).test())).isNotEqualTo(indices(drawn.test()));
    assertThat(indices(split.holdOutLast(10).test()))
        .containsExactlyElementsOf(IntStream.range(90, 100).boxed().toList());
  }

  private static IntStream indices(Dataset part) {
    return IntStream.of(((Subset) part).indices());
  }
}

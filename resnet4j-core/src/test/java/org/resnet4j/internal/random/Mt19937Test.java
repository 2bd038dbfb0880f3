package org.resnet4j.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mt19937Test {
  private final Mt19937 random = new Mt19937(0);

  @Test
  void theTenThousandthWordIsTheStandardsOwn() {
    // ISO C++ [rand.predef]: the 10000th word of mt19937 with its default seed 5489
    var standard = new Mt19937(5489);
    standard.skip(9999);
    assertThat(Integer.toUnsignedLong(standard.nextWord())).isEqualTo(4123659995L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"rand(1);1", "rand(15);15", "rand(16);16", "rand(20);20", "rand(2,3,4,5);120"})
  void uniformFloatsAreBitIdenticalToPyTorch(String operation, int size) throws IOException {
    var values = new float[size];
    random.fillUniform(values, 0, 1);
    var golden = PyTorchDraws.of(operation);
    for (int i = 0; i < golden.values().length; i++) {
      assertThat(values[i]).isEqualTo((float) golden.values()[i]);
    }
    assertWordsUsed(golden);
  }

  @Test
  void scaledUniformFloatsAreBitIdenticalToPyTorch() throws IOException {
    // kaiming_uniform_(a = sqrt 5) on (4, 3, 3, 3): the bound is 1 / sqrt(27)
    float bound = (float) (Math.sqrt(3) * (Math.sqrt(2.0 / 6) / Math.sqrt(27)));
    var values = new float[108];
    random.fillUniform(values, -bound, bound);
    var golden = PyTorchDraws.of("kaiming_uniform_(4,3,3,3;a=sqrt5)");
    for (int i = 0; i < golden.values().length; i++) {
      assertThat(values[i]).isEqualTo((float) golden.values()[i]);
    }
    assertWordsUsed(golden);
  }

  @Test
  void uniformDoublesAreBitIdenticalToPyTorch() throws IOException {
    var golden = PyTorchDraws.of("rand(20,float64)");
    for (double value : golden.values()) {
      assertThat(random.nextDouble()).isEqualTo(value);
    }
    assertWordsUsed(golden);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 15, 16, 17, 20, 32})
  void normalNumbersArePyTorchsToTheLastBits(int size) throws IOException {
    var values = new float[size];
    random.fillNormal(values, 0, 1);
    var golden = PyTorchDraws.of("randn(%d)".formatted(size));
    for (int i = 0; i < size; i++) {
      assertThat((double) values[i]).isCloseTo(golden.values()[i], within(2e-6));
    }
    assertWordsUsed(golden);
  }

  @Test
  void boundedIntegersAndPermutationsArePyTorchs() throws IOException {
    var integers = PyTorchDraws.of("randint(0,10,(20,))");
    assertThat(IntStream.range(0, 20).mapToDouble(i -> random.below(10)).toArray())
        .isEqualTo(integers.values());
    var permutation = PyTorchDraws.of("randperm(20)");
    var other = new Mt19937(0);
    assertThat(Arrays.stream(other.permutation(20)).asDoubleStream().toArray())
        .isEqualTo(permutation.values());
    var reference = new Mt19937(0);
    reference.skip(permutation.words());
    assertThat(other.nextWord()).isEqualTo(reference.nextWord());
  }

  @Test
  void onlyTheLow32BitsOfASeedCount() {
    assertThat(new Mt19937(7 + (1L << 32)).nextWord()).isEqualTo(new Mt19937(7).nextWord());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 623, 624, 625, 100_000})
  void skippingIsDrawingWithoutLooking(int words) {
    var drawn = new Mt19937(3);
    IntStream.range(0, words).forEach(i -> drawn.nextWord());
    var skipped = new Mt19937(3);
    skipped.skip(words);
    assertThat(skipped.nextWord()).isEqualTo(drawn.nextWord());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 624, 1000})
  void aSavedGeneratorGoesOnExactly(int words) {
    random.skip(words);
    random.nextNormal(); // leaves the second of a pair waiting
    var restored = Mt19937.restore(random.save());
    for (int i = 0; i < 1000; i++) {
      assertThat(restored.nextNormal()).isEqualTo(random.nextNormal());
      assertThat(restored.nextWord()).isEqualTo(random.nextWord());
    }
  }

  @Test
  void aDamagedStateIsRefused() {
    byte[] saved = random.save();
    assertThatThrownBy(() -> Mt19937.restore(Arrays.copyOf(saved, 100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 2509 bytes, got 100");
    saved[2496] = 0x7F;
    assertThatThrownBy(() -> Mt19937.restore(saved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void manyNormalNumbersHaveTheMomentsOfTheNormal() {
    var values = new float[1_000_000];
    random.fillNormal(values, 3, 2);
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / 1e6;
      square += (value - 3.0) * (value - 3.0) / 1e6;
    }
    assertThat(mean).isCloseTo(3, within(0.01));
    assertThat(square).isCloseTo(4, within(0.02));
  }

  private void assertWordsUsed(PyTorchDraws golden) {
    var reference = new Mt19937(0);
    reference.skip(golden.words());
    assertThat(random.nextWord()).isEqualTo(reference.nextWord());
  }
}

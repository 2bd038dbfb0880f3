package org.resnet4j.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;

/** A digit is found whatever it is written on. */
class CentredDigitTest {
  private static final int SIDE = 140;

  /** A seven, as ink between 0 and 1. */
  private static double seven(double x, double y) {
    double bar = Math.max(Math.abs(x) - 0.3, Math.abs(y + 0.45) - 0.05);
    double stem = Math.max(Math.abs(x - 0.25 + (y + 0.45) * 0.4) - 0.06, Math.abs(y) - 0.5);
    return Math.clamp(0.5 - 30 * Math.min(bar, stem), 0, 1);
  }

  private static Image on(DoubleBinaryOperator paper, double ink, double noise) {
    var random = new Random(7);
    var image = Image.black(1, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      double x = i % SIDE * 2.0 / SIDE - 1;
      double y = (double) (i / SIDE) * 2 / SIDE - 1;
      double ground = paper.applyAsDouble(x, y) + noise * random.nextGaussian();
      double share = seven(x, y);
      image.pixels()[i] = (byte) Math.round(Math.clamp(ground * (1 - share) + ink * share, 0, 255));
    }
    return image;
  }

  private static Image centred(Image picture) {
    return new CentredDigit().apply(picture, Draws.of(1, 0, 0));
  }

  private static double distance(Image one, Image other) {
    double sum = 0;
    for (int i = 0; i < one.pixels().length; i++) {
      sum += Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
    }
    return sum / one.pixels().length;
  }

  @Test
  void aDigitOnUnevenGreyIsThatOnWhite() {
    var right = centred(on((x, y) -> 255, 0, 0));
    DoubleBinaryOperator uneven = (x, y) -> 150 + 50 * x - 30 * y - 25 * (x * x + y * y);
    assertThat(distance(centred(on(uneven, 25, 3)), right)).isLessThan(4);
    assertThat(distance(centred(on(uneven, 20, 0)), right)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120, 200})
  void lightOnDarkIsFoundToo(int paper) {
    var right = centred(on((x, y) -> 0, 255, 0));
    assertThat(distance(centred(on((x, y) -> paper - 40 + 30 * y, 255, 2)), right)).isLessThan(5);
  }

  @Test
  void whatIsMnistsIsLeftAlone() {
    var digit = centred(on((x, y) -> 255, 0, 0));
    assertThat(centred(digit)).isEqualTo(digit);
  }

  @Test
  void anEmptySheetIsEmpty() {
    var sheet = Image.black(1, 50, 60);
    assertThat(centred(sheet).pixels()).containsOnly(0);
    assertThat(centred(Image.black(3, 1, 1)).height()).isEqualTo(28);
  }
}

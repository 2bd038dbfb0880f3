package org.resnet4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of lines stay apart for every colour vision, and stand out from their ground. */
final class ThemeTest {
  /** Linear RGB as a dichromat sees it: Machado, Oliveira and Fernandes 2009, severity 1. */
  enum Vision {
    USUAL(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
    PROTANOPIA(
        new double[][] {
          {.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}
        }),
    DEUTERANOPIA(
        new double[][] {
          {.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}
        }),
    TRITANOPIA(
        new double[][] {
          {1.255528, -.076749, -.178779}, {-.078411, .930809, .147602}, {.004733, .691367, .303900}
        });

    private final double[][] matrix;

    Vision(double[][] matrix) {
      this.matrix = matrix;
    }

    /** L*a*b* of what is seen. */
    double[] lab(String hex) {
      var colour = Color.decode(hex);
      var rgb =
          Stream.of(colour.getRed(), colour.getGreen(), colour.getBlue())
              .mapToDouble(c -> linear(c / 255.0))
              .toArray();
      var seen = times(matrix, rgb);
      var xyz =
          times(
              new double[][] {{.4124, .3576, .1805}, {.2126, .7152, .0722}, {.0193, .1192, .9505}},
              seen);
      double x = cubeRoot(xyz[0] / .9505);
      double y = cubeRoot(xyz[1]);
      double z = cubeRoot(xyz[2] / 1.089);
      return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }
  }

  @ParameterizedTest
  @EnumSource(Vision.class)
  void linesOfAChartStayApart(Vision vision) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (int i = 0; i < theme.series().size(); i++) {
        for (int k = 0; k < i; k++) {
          assertThat(distance(vision.lab(theme.series(i)), vision.lab(theme.series(k))))
              .as("%s and %s on %s", theme.series(i), theme.series(k), theme.ground())
              .isGreaterThan(10);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Vision.class)
  void linesStandOutFromTheirGround(Vision vision) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var colour : theme.series()) {
        assertThat(distance(vision.lab(colour), vision.lab(theme.ground())))
            .as("%s on %s", colour, theme.ground())
            .isGreaterThan(30);
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Stream.of(matrix)
        .mapToDouble(row -> row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
        .map(value -> Math.clamp(value, 0, 1))
        .toArray();
  }

  private static double linear(double c) {
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double cubeRoot(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}

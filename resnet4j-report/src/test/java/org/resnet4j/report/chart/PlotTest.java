package org.resnet4j.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.resnet4j.report.picture.Png;
import org.resnet4j.report.picture.Theme;

final class PlotTest {
  private static final Series RISING =
      new Series("rising", new double[] {0, 1, 2}, new double[] {1, 10, 100}, Series.Look.POINTS);

  @Property(tries = 300)
  void ticksAreRoundAndCoverTheValues(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    var axis = Axis.over("y", low, high, false);
    assertThat(axis.from()).isLessThanOrEqualTo(low + Math.abs(low) * 1e-6 + 1e-9);
    assertThat(axis.to()).isGreaterThanOrEqualTo(high - Math.abs(high) * 1e-6 - 1e-9);
    assertThat(axis.ticks()).hasSizeBetween(2, 12).isSorted();
    assertThat(axis.ticks().stream().map(axis::text).distinct()).hasSize(axis.ticks().size());
  }

  @Test
  void decadesAreTheTicksOfALogarithmicAxis() {
    var axis = Axis.over("loss", 0.003, 2.5, true);
    assertThat(axis.ticks().stream().map(axis::text))
        .containsExactly("1e-3", "0.01", "0.1", "1", "10");
    assertThat(axis.position(0.1)).isBetween(0.499, 0.501);
  }

  @Test
  void thePictureIsXmlWithTitleAxesLegendAndTheLastValue() throws Exception {
    var svg = draw(Plot.logarithmic("A < B", "epoch", "loss (%)", List.of(RISING)));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getTextContent())
        .contains("A < B", "epoch", "rising", "100");
  }

  @Test
  void thePngShowsTheLineInItsColour() throws IOException {
    var png = Png.ofSvg(draw(Plot.of("T", "x", "y", List.of(RISING))), 2);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
    int coloured = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        coloured += (image.getRGB(x, y) & 0xffffff) == 0x0072b2 ? 1 : 0;
      }
    }
    assertThat(coloured).isGreaterThan(500);
  }

  @Test
  void smoothingAConstantChangesNothing() {
    var flat = new Series("flat", new double[] {0, 1, 2}, new double[] {5, 5, 5}, Series.Look.LINE);
    assertThat(flat.smoothed(3).y()).containsExactly(5, 5, 5);
  }

  @Test
  void nothingToShowIsSaid() {
    var empty = new Series("empty", new double[0], new double[0], Series.Look.LINE);
    assertThatThrownBy(() -> Plot.of("Nothing", "x", "y", List.of(empty)))
        .hasMessageContaining("Nothing");
  }

  @Test
  void whatIsNoSvgIsNoPicture() {
    assertThatThrownBy(() -> Png.ofSvg("hello", 1)).isInstanceOf(IOException.class);
  }

  private static String draw(Plot plot) {
    return PlotSvg.draw(List.of(plot), Theme.LIGHT, 400, 300);
  }
}

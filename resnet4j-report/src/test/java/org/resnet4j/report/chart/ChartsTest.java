package org.resnet4j.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.resnet4j.report.picture.SvgReader.number;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Figure.Bar;
import org.resnet4j.lab.findings.Figure.Bars;
import org.resnet4j.lab.findings.Figure.HeatMap;
import org.resnet4j.lab.findings.Figure.Lines;
import org.resnet4j.lab.findings.Figure.Scale;
import org.resnet4j.report.picture.SvgReader;
import org.resnet4j.report.picture.Theme;
import org.w3c.dom.Element;

final class ChartsTest {
  private static final String BLUE = "rgb(0,114,178)";
  private static final String ORANGE = "rgb(213,94,0)";
  private static final double[] X = {0, 1, 2};

  /** A path with curves. */
  private static final String ROUND = "<(ellipse|circle)| d=\"M[^\"]*C";

  @Test
  void aPointStandsWhereItsValueIsOnTheTicks() {
    var svg = draw(lines(Scale.LINEAR, new double[] {20, 40, 100}));
    var points = points(svg, BLUE);
    double twenty = middle(svg.text("20"));
    double hundred = middle(svg.text("100"));
    assertThat(points.get(0)[1]).isCloseTo(twenty, within(0.6));
    assertThat(points.get(1)[1]).isCloseTo(twenty + (hundred - twenty) / 4, within(0.6));
    assertThat(points.get(2)[1]).isCloseTo(hundred, within(0.6));
    assertThat(points.get(1)[0] - points.get(0)[0])
        .isCloseTo(points.get(2)[0] - points.get(1)[0], within(0.02));
  }

  @Test
  void equalRatiosAreEqualDistancesOnALogarithmicAxis() {
    var svg = draw(lines(Scale.LOGARITHMIC, new double[] {0.01, 0.1, 10}));
    var points = points(svg, BLUE);
    double decade = points.get(0)[1] - points.get(1)[1];
    assertThat(points.get(1)[1] - points.get(2)[1]).isCloseTo(2 * decade, within(0.05));
    assertThat(points.get(1)[1]).isCloseTo(middle(svg.text("0.1")), within(0.6));
  }

  @Test
  void whatIsNotPositiveLiesAtTheFootOfALogarithmicAxis() {
    var svg = draw(lines(Scale.LOGARITHMIC, new double[] {0.01, 0, -5}));
    var heights = points(svg, BLUE).stream().map(point -> point[1]).toList();
    assertThat(heights).containsExactly(heights.getFirst(), heights.getFirst(), heights.getFirst());
  }

  @Test
  void aLineOfOnePointIsAPoint() {
    var two = lines(Scale.LINEAR, new double[] {1, 2, Double.NaN});
    var one = lines(Scale.LINEAR, new double[] {1, Double.NaN, Double.NaN});
    assertThat(Charts.of(two, Theme.LIGHT).svg()).doesNotContainPattern(ROUND);
    assertThat(Charts.of(one, Theme.LIGHT).svg()).containsPattern(ROUND);
  }

  @Test
  void panelsSideBySideHaveTheSameAxes() {
    var low = lines(Scale.LOGARITHMIC, new double[] {1e-9, 1e-6, 1e-3});
    var high = lines(Scale.LOGARITHMIC, new double[] {1, 10, 100});
    var panels = Figure.sharingAxes(low, high);
    var ticks = draw(panels.get(0)).contents("text");
    assertThat(ticks).contains("1e-8", "100").isEqualTo(draw(panels.get(1)).contents("text"));
    assertThat(draw(high).contents("text")).doesNotContain("1e-8");
    assertThat(points(draw(panels.get(1)), BLUE)).hasSize(3);
  }

  @Test
  void strokesAndMarksAreNamedOnTheFigure() {
    var curve = new Figure.Series("", X, new double[] {1, 2, 3}, true, 0);
    var key = List.of(curve, Figure.stroke("dashed: plain", true));
    var figure =
        new Lines("Strokes", "x", "y", Scale.LINEAR, Scale.LINEAR, key)
            .marked(List.of(new Figure.Mark(2, "fc")));
    assertThat(draw(figure).contents("text")).contains("dashed: plain", "fc");
  }

  @Test
  void stepsAreCountedInWholeNumbersAndDirectionsHaveTheirOwn() {
    var steps = new HeatMap("S", "step", "layer", "v", new double[2][3], 0, 1, Scale.LINEAR);
    assertThat(draw(steps).contents("text")).contains("1", "2", "3").doesNotContain("1.5", "2.5");
    var at = new Figure.Extent(-1, 1);
    var plane = new HeatMap("P", "α", "β", "v", at, at, new double[3][3], 0, 1, Scale.LINEAR);
    assertThat(draw(plane).contents("text")).contains("α", "β", "-1", "0", "1");
  }

  @Test
  void whatIsNoNumberIsAGap() {
    var figure =
        new Lines(
            "Gap",
            "x",
            "y",
            Scale.LINEAR,
            Scale.LINEAR,
            List.of(
                new Figure.Series(
                    "a",
                    new double[] {0, 1, 2, 3, 4},
                    new double[] {1, 2, Double.NaN, 3, Double.POSITIVE_INFINITY},
                    false,
                    0)));
    var svg = draw(figure);
    assertThat(svg.toString()).doesNotContain("NaN");
    assertThat(Charts.of(figure, Theme.LIGHT).svg()).doesNotContain("NaN").doesNotContain("Infin");
    assertThat(points(svg, BLUE)).hasSize(3);
  }

  @Test
  void thePlotNamesItsAxesItsLinesAndItsLastValue() {
    var plot =
        Plot.logarithmic(
            "A < B & 고양이",
            "epoch",
            "loss (%)",
            List.of(new Series("rising", X, new double[] {1, 10, 123.4}, Series.Look.POINTS)));
    var picture = Charts.of(List.of(plot, plot), Theme.LIGHT, 400, 300);
    var svg = SvgReader.of(picture.svg());
    assertThat(svg.contents("text"))
        .contains("A < B & 고양이", "epoch", "loss (%)", "rising", "123", "1", "10", "100");
    assertThat(svg.attribute("width")).isEqualTo("800");
    assertThat(svg.contents("title")).containsExactly("A < B & 고양이, A < B & 고양이");
    assertThat(svg.contents("desc").getFirst())
        .startsWith("loss (%) (logarithmic) over epoch: rising.");
  }

  @Test
  void theLabelOfAnUprightAxisStaysText() {
    var svg = draw(lines(Scale.LINEAR, new double[] {0, 1, 2}));
    assertThat(svg.text("error (%)").getAttribute("transform")).contains("rotate(-90)");
  }

  @Test
  void everyLineHasTheColourOfItsNumberAndItsNameInTheLegend() {
    var figure =
        new Lines(
            "Two",
            "x",
            "y",
            Scale.LINEAR,
            Scale.LINEAR,
            List.of(
                new Figure.Series("plain", X, new double[] {1, 2, 3}, true, 0),
                new Figure.Series("residual", X, new double[] {3, 2, 1}, false, 1)));
    var svg = draw(figure);
    assertThat(points(svg, BLUE).getFirst()[1]).isGreaterThan(points(svg, ORANGE).getFirst()[1]);
    assertThat(
            svg.coloured("path", "stroke", BLUE).stream()
                .map(path -> SvgReader.inherited(path, "stroke-dasharray")))
        .containsOnly("5,4");
    assertThat(svg.contents("text")).contains("plain", "residual");
  }

  @Test
  void aBarIsAsLongAsItsValue() {
    var svg =
        draw(
            new Bars(
                "Speed",
                "",
                "times as fast",
                List.of("ResNet-20", "<ResNet-50> & more"),
                List.of(
                    new Bar("a", new double[] {1, 4}),
                    new Bar("b", new double[] {2, Double.NaN}))));
    var blue = bars(svg, BLUE);
    var orange = bars(svg, ORANGE);
    assertThat(blue).hasSize(2);
    assertThat(orange).hasSize(1);
    double unit = number(blue.get(0), "width");
    assertThat(number(blue.get(1), "width")).isCloseTo(4 * unit, within(0.1));
    assertThat(number(orange.get(0), "width")).isCloseTo(2 * unit, within(0.1));
    assertThat(svg.contents("text")).contains("ResNet-20", "<ResNet-50> & more", "0", "4");
  }

  @Test
  void aHeatMapHasAColourForEachValue() throws IOException {
    var svg =
        draw(
            new HeatMap(
                "Gradients",
                "step",
                "layer",
                "RMS",
                new double[][] {{1e-4, 1e-2}, {1, Double.NaN}},
                1e-4,
                1,
                Scale.LOGARITHMIC));
    var image = svg.elements("image").getFirst().getAttribute("xlink:href");
    var pixels =
        ImageIO.read(
            new ByteArrayInputStream(
                Base64.getDecoder().decode(image.substring(image.indexOf(',') + 1))));
    int right = pixels.getWidth() - 1;
    int foot = pixels.getHeight() - 1;
    assertThat(pixels.getRGB(0, foot) & 0xffffff).isEqualTo(0x440154); // the least, below at left
    assertThat(pixels.getRGB(right, foot) & 0xffffff).isEqualTo(0x23908c); // half way in decades
    assertThat(pixels.getRGB(0, 0) & 0xffffff).isEqualTo(0xfde725);
    assertThat(pixels.getRGB(right, 0) & 0xffffff).isEqualTo(0xe4e7eb); // no number: the grid's
    assertThat(svg.contents("text")).contains("1e-4", "1e-3", "0.01", "0.1", "1", "layer", "RMS");
  }

  static Stream<Figure> emptyFigures() {
    var none = new double[] {Double.NaN, Double.POSITIVE_INFINITY};
    var x = new double[] {0, 1};
    return Stream.of(
        new Lines("Loss", "x", "y", Scale.LINEAR, Scale.LOGARITHMIC, List.of()),
        new Lines(
            "Loss",
            "x",
            "y",
            Scale.LINEAR,
            Scale.LINEAR,
            List.of(new Figure.Series("a", x, none, false, 0))),
        new Lines(
            "Loss",
            "x",
            "y",
            Scale.LINEAR,
            Scale.LOGARITHMIC,
            List.of(new Figure.Series("a", x, new double[] {0, -1}, false, 0))),
        new Bars("Loss", "", "y", List.of(), List.of()),
        new Bars("Loss", "", "y", List.of("a", "b"), List.of(new Bar("one", none))),
        new HeatMap("Loss", "x", "y", "v", new double[0][0], 0, 0, Scale.LINEAR),
        new HeatMap(
            "Loss", "x", "y", "v", new double[][] {none}, Double.NaN, 0, Scale.LOGARITHMIC));
  }

  @ParameterizedTest
  @MethodSource("emptyFigures")
  void nothingToShowIsSaidAndEndsNoRun(Figure figure) {
    var picture = Charts.of(figure, Theme.DARK);
    assertThat(SvgReader.of(picture.svg()).contents("text")).contains("Loss: nothing to show");
    assertThat(picture.png(1)).hasSizeGreaterThan(100);
  }

  @Test
  void onePointIsDrawn() throws IOException {
    var plot =
        Plot.of(
            "T",
            "x",
            "y",
            List.of(new Series("a", new double[] {3}, new double[] {7}, Series.Look.POINTS)));
    var image =
        ImageIO.read(
            new ByteArrayInputStream(Charts.of(List.of(plot), Theme.LIGHT, 400, 300).png(2)));
    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
    long blue =
        IntStream.range(0, 800 * 600)
            .filter(i -> (image.getRGB(i % 800, i / 800) & 0xffffff) == 0x0072b2)
            .count();
    assertThat(blue).isGreaterThan(100); // the point, its number, the legend
  }

  @Property(tries = 40)
  void anyValuesGiveAWellFormedPicture(
      @ForAll @Size(min = 1, max = 5) double[] values, @ForAll boolean logarithmic) {
    double[] x = IntStream.range(0, values.length).asDoubleStream().toArray();
    var series = new Series("a", x, values, Series.Look.POINTS);
    var plot =
        logarithmic
            ? Plot.logarithmic("Any", "x", "y", List.of(series))
            : Plot.of("Any", "x", "y", List.of(series));
    var svg = Charts.of(List.of(plot), Theme.LIGHT, 400, 300).svg();
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(SvgReader.of(svg).contents("text"))
        .anySatisfy(title -> assertThat(title).startsWith("Any"));
  }

  @Test
  void lastValuesHaveThreeDigits() {
    assertThat(
            Stream.of(0.0, 0.1234, 1.2345, 99.52, 1234.5, 3.1e9, 2e-9, -0.5)
                .map(LineChart::significant))
        .containsExactly("0.00", "0.123", "1.23", "99.5", "1235", "3.10e+09", "2.00e-09", "-0.500");
  }

  private static Lines lines(Scale scale, double[] y) {
    return new Lines(
        "Error",
        "epoch",
        "error (%)",
        Scale.LINEAR,
        scale,
        List.of(new Figure.Series("", X, y, false, 0)));
  }

  private static SvgReader draw(Figure figure) {
    return SvgReader.of(Charts.of(figure, Theme.LIGHT).svg());
  }

  /** The corners of the line of this colour. */
  private static List<double[]> points(SvgReader svg, String colour) {
    var path = svg.coloured("path", "stroke", colour).getLast().getAttribute("d");
    return Arrays.stream(path.split("[ML]"))
        .filter(point -> !point.isBlank())
        .map(point -> Arrays.stream(point.trim().split(" ")).mapToDouble(Double::parseDouble))
        .map(DoubleStream::toArray)
        .toList();
  }

  /** The bars of this colour; what is smaller is an entry of the legend. */
  private static List<Element> bars(SvgReader svg, String colour) {
    return svg.coloured("rect", "fill", colour).stream()
        .filter(rect -> number(rect, "height") > 12)
        .toList();
  }

  /** The height at which a line of text has its middle: above the baseline by half a digit. */
  private static double middle(Element text) {
    return number(text, "y") - 4.3;
  }
}

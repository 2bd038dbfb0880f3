package org.resnet4j.report.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resnet4j.report.picture.SvgReader.inherited;
import static org.resnet4j.report.picture.SvgReader.number;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.SvgReader;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;
import org.w3c.dom.Element;

/** The figure of a network. */
final class NetworkFigureTest {
  private static final String TITLE = "20px";
  private static final String TIMES = "15px";
  private static final String LAYER = "12px";
  private static final String NOTE = "11.5px";

  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkOfTheZooHasAFigureInsideItsFrame(String name) {
    var svg = draw(Zoo.of(name));
    double width = Double.parseDouble(svg.attribute("width"));
    double height = Double.parseDouble(svg.attribute("height"));
    assertThat(height).isLessThan(6000);
    var boxes = svg.elements("rect");
    assertThat(boxes).hasSizeGreaterThan(4);
    for (var box : boxes.subList(1, boxes.size())) {
      assertThat(number(box, "x")).isPositive();
      assertThat(number(box, "x") + number(box, "width")).isLessThan(width);
      assertThat(number(box, "y") + number(box, "height")).isLessThan(height);
    }
    var last = svg.elements("text").getLast();
    assertThat(number(last, "y")).isBetween(height - 60, height - 10);
  }

  @Test
  void resNet34HasTheBoxesOfFigure3() {
    var layers = texts(draw(Zoo.of("resnet34")), LAYER);
    assertThat(layers)
        .startsWith("image, 3x224x224", "7x7 conv, 64, /2", "3x3 max pool, /2", "3x3 conv, 64")
        .endsWith("3x3 conv, 512", "avg pool", "fc 1000")
        .hasSize(1 + 34 + 2);
    assertThat(layers).filteredOn("3x3 conv, 256, /2"::equals).hasSize(1);
    assertThat(layers).filteredOn("3x3 conv, 256"::equals).hasSize(11);
  }

  @Test
  void shortcutsAreDottedWhereDimensionsChange() {
    for (var shortcut : List.of(Shortcut.A, Shortcut.B)) {
      var svg = draw(Zoo.of("resnet34", ZooOptions.DEFAULTS.withShortcut(shortcut)));
      assertThat(lines(svg, "stroke-dasharray", "0.1,4.2")).isEqualTo(3);
      assertThat(lines(svg, "stroke-width", "1.5")).isEqualTo(13);
      assertThat(texts(svg, NOTE).contains("1x1 conv, 128, /2")).isEqualTo(shortcut == Shortcut.B);
    }
    assertThat(lines(draw(Zoo.of("plain34")), "stroke-width", "1.5")).isZero();
  }

  @Test
  void longRunsAreDrawnOnce() {
    assertThat(texts(draw(Zoo.of("resnet152")), TIMES)).containsExactly("× 7", "× 35");
  }

  @Test
  void theSizesStandWhereTheyChange() {
    assertThat(texts(draw(Zoo.of("googlenet")), NOTE))
        .containsSubsequence("112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7", "1 × 1")
        .contains("aux1, training only", "13.00 M parameters, 1.50 G multiply-adds")
        .endsWith("Not drawn: batch norm, dropout, ReLU.");
  }

  @Test
  void wordsStandInTheMiddleOfTheirBoxes() {
    var svg = draw(Zoo.of("resnet20"));
    var box = svg.elements("rect").get(1);
    double centre = number(box, "x") + number(box, "width") / 2;
    var words = svg.text("fc 10");
    assertThat(number(words, "x")).isBetween(centre - 20, centre - 10);
    assertThat(number(svg.text("image, 3x32x32"), "x")).isBetween(centre - 55, centre - 35);
  }

  @Test
  void namesAreEscaped() {
    var layer = Layers.chain(Layers.conv3x3(3, 4, 1));
    var network =
        new Architecture("a<b> & \"c\"", layer, Shape.of(3, 8, 8), 4, Initialisation.DEFAULT);
    var svg = draw(network);
    assertThat(texts(svg, TITLE)).containsExactly("a<b> & \"c\"");
    assertThat(svg.contents("title")).containsExactly("a<b> & \"c\"");
  }

  private static SvgReader draw(Architecture network) {
    return SvgReader.of(NetworkFigure.of(network).svg());
  }

  private static List<String> texts(SvgReader svg, String size) {
    return svg.elements("text").stream()
        .filter(text -> inherited(text, "font-size").equals(size))
        .map(Element::getTextContent)
        .toList();
  }

  private static long lines(SvgReader svg, String attribute, String value) {
    return svg.elements("path").stream()
        .filter(path -> inherited(path, attribute).equals(value))
        .filter(path -> !inherited(path, "stroke").equals("none"))
        .count();
  }

  @Test
  void networksStandSideBySideAsInFigureThree() {
    var names = List.of("vgg19", "plain34", "resnet34");
    var networks = names.stream().map(Zoo::of).toList();
    var picture = NetworkFigure.beside("Figure 3", networks, Language.ENGLISH);
    var svg = SvgReader.of(picture.svg());
    assertThat(svg.contents("text")).containsAll(names);
    assertThat(svg.contents("text").stream().filter(text -> text.contains("conv, ")))
        .as("16 + 33 + 33 and three projections: none stands for several")
        .hasSize(85);
    assertThat(picture.width())
        .isEqualTo(networks.stream().mapToInt(one -> NetworkFigure.of(one).width()).sum());
  }
}

package org.resnet4j.report.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.model.Architecture;
import org.resnet4j.model.Initialisation;
import org.resnet4j.model.Layers;
import org.resnet4j.model.Shape;
import org.resnet4j.zoo.Shortcut;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The figure of a network. */
class DrawingTest {
  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkOfTheZooHasAFigureInsideItsFrame(String name) throws Exception {
    var picture = parse(Drawing.svg(Zoo.of(name)));
    double width = number(picture.getDocumentElement(), "width");
    double height = number(picture.getDocumentElement(), "height");
    assertThat(height).isLessThan(6000);
    var boxes = picture.getElementsByTagName("rect");
    assertThat(boxes.getLength()).isGreaterThan(4);
    for (int i = 1; i < boxes.getLength(); i++) {
      var box = (Element) boxes.item(i);
      assertThat(number(box, "x")).isPositive();
      assertThat(number(box, "x") + number(box, "width")).isLessThan(width);
      assertThat(number(box, "y") + number(box, "height")).isLessThan(height);
    }
  }

  @Test
  void resNet34HasTheBoxesOfFigure3() throws Exception {
    var layers = texts(parse(Drawing.svg(Zoo.of("resnet34"))), "layer");
    assertThat(layers)
        .startsWith("image, 3x224x224", "7x7 conv, 64, /2", "3x3 max pool, /2", "3x3 conv, 64")
        .endsWith("3x3 conv, 512", "avg pool", "fc 1000")
        .hasSize(1 + 34 + 2);
    assertThat(layers).filteredOn("3x3 conv, 256, /2"::equals).hasSize(1);
    assertThat(layers).filteredOn("3x3 conv, 256"::equals).hasSize(11);
  }

  @Test
  void shortcutsAreDottedWhereDimensionsChange() throws Exception {
    for (var shortcut : List.of(Shortcut.A, Shortcut.B)) {
      var options = ZooOptions.DEFAULTS.withShortcut(shortcut);
      var picture = parse(Drawing.svg(Zoo.of("resnet34", options)));
      assertThat(styles(picture, "skip dotted")).isEqualTo(3);
      assertThat(styles(picture, "skip")).isEqualTo(13);
      assertThat(texts(picture, "note").contains("1x1 conv, 128, /2"))
          .isEqualTo(shortcut == Shortcut.B);
    }
    assertThat(styles(parse(Drawing.svg(Zoo.of("plain34"))), "skip")).isZero();
  }

  @Test
  void longRunsAreDrawnOnce() throws Exception {
    var picture = parse(Drawing.svg(Zoo.of("resnet152")));
    assertThat(texts(picture, "times")).containsExactly("× 7", "× 35");
  }

  @Test
  void theSizesStandWhereTheyChange() throws Exception {
    var picture = parse(Drawing.svg(Zoo.of("googlenet")));
    assertThat(texts(picture, "size"))
        .containsExactly("112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7", "1 × 1");
  }

  @Test
  void namesAreEscaped() throws Exception {
    var layer = Layers.chain(Layers.conv3x3(3, 4, 1));
    var network =
        new Architecture("a<b> & \"c\"", layer, Shape.of(3, 8, 8), 4, Initialisation.DEFAULT);
    assertThat(texts(parse(Drawing.svg(network)), "title")).containsExactly("a<b> & \"c\"");
  }

  private static Document parse(String svg) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(svg)));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<String> texts(Document picture, String style) {
    var found = new ArrayList<String>();
    var texts = picture.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      if (((Element) texts.item(i)).getAttribute("class").equals(style)) {
        found.add(texts.item(i).getTextContent());
      }
    }
    return found;
  }

  private static long styles(Document picture, String style) {
    long count = 0;
    var paths = picture.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      count += ((Element) paths.item(i)).getAttribute("class").equals(style) ? 1 : 0;
    }
    return count;
  }
}

package org.resnet4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTest {
  private static final String HEADLESS = "java.awt.headless";
  private static final String NASTY = "a<b> & \"c\" 'd' ]]> 고양이 \u0001 × 10⁻³";

  @Test
  void titleAndDescriptionAreForReadersWhoCannotSee() {
    var svg = SvgReader.of(picture("Loss <test>", "It falls & falls.", canvas -> {}).svg());
    assertThat(svg.contents("title")).containsExactly("Loss <test>");
    assertThat(svg.contents("desc")).containsExactly("It falls & falls.");
    assertThat(svg.attribute("role")).isEqualTo("img");
    assertThat(svg.attribute("viewBox")).isEqualTo("0 0 40 30");
    assertThat(svg.attribute("width")).isEqualTo("40");
    assertThat(svg.attribute("height")).isEqualTo("30");
  }

  @Test
  void anyTextIsWellFormedXml() {
    var svg = SvgReader.of(words(NASTY).svg());
    var readable = NASTY.replace('\u0001', '\uFFFD');
    assertThat(svg.contents("text")).containsExactly(readable);
    assertThat(svg.contents("title")).containsExactly(readable);
  }

  @Property(tries = 60)
  void noTextBreaksTheXml(@ForAll @StringLength(min = 1, max = 12) String words) {
    assertThat(SvgReader.of(words(words).svg()).contents("title")).hasSize(1);
  }

  @Test
  void theSvgAndThePngShowTheSameDrawing() throws IOException {
    var picture =
        picture(
            "square",
            "",
            canvas -> {
              canvas.setPaint(Color.WHITE);
              canvas.fillRect(0, 0, 40, 30);
              canvas.setPaint(new Color(0x0072b2));
              canvas.fillRect(10, 5, 20, 10);
            });
    var square = SvgReader.of(picture.svg()).coloured("rect", "fill", "rgb(0,114,178)");
    assertThat(square).hasSize(1);
    assertThat(SvgReader.number(square.getFirst(), "x")).isEqualTo(10);
    assertThat(SvgReader.number(square.getFirst(), "height")).isEqualTo(10);
    var image = ImageIO.read(new ByteArrayInputStream(picture.png(2)));
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(image.getHeight()).isEqualTo(60);
    assertThat(image.getRGB(20, 10) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(image.getRGB(19, 10) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(59, 29) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(image.getRGB(60, 30) & 0xffffff).isEqualTo(0xffffff);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.37, 1920 / 40.0 / 7, 0.51})
  void noEdgeOfThePngIsHalfDrawn(double scale) throws IOException {
    var picture =
        picture(
            "white",
            "",
            canvas -> {
              canvas.setPaint(Color.WHITE);
              canvas.fillRect(0, 0, 40, 30);
            });
    var image = ImageIO.read(new ByteArrayInputStream(picture.png(scale)));
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    assertThat(image.getRGB(right, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(0, bottom) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void drawingLeavesTheProcessAsItWas() {
    var before = Optional.ofNullable(System.getProperty(HEADLESS));
    try {
      System.clearProperty(HEADLESS);
      var picture = words("letters");
      assertThat(picture.svg()).contains("letters");
      assertThat(picture.png(1)).hasSizeGreaterThan(60);
      assertThat(System.getProperty(HEADLESS)).isNull();
    } finally {
      before.ifPresent(value -> System.setProperty(HEADLESS, value));
    }
  }

  @Test
  void missingFontsAreSaid() {
    var picture =
        picture(
            "Loss",
            "",
            canvas -> {
              throw new InternalError("Fontconfig head is null");
            });
    assertThatThrownBy(picture::svg)
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("cannot draw 'Loss'")
        .hasMessageContaining("fontconfig");
    assertThatThrownBy(() -> picture.png(1)).isInstanceOf(DrawingException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aScaleIsPositive(double scale) {
    assertThatThrownBy(() -> words("x").png(scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale");
  }

  @Test
  void aPictureHasASize() {
    assertThatThrownBy(() -> new Picture("none", "", 0, 30, canvas -> {}))
        .hasMessageContaining("0 × 30");
  }

  private static Picture words(String words) {
    return picture(
        words,
        "",
        canvas -> {
          canvas.setFont(Typeface.plain(12, words));
          canvas.drawString(words, 1, 20);
        });
  }

  private static Picture picture(String title, String words, Consumer<Graphics2D> drawing) {
    return new Picture(title, words, 40, 30, drawing);
  }
}

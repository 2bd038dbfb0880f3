package org.resnet4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code serve}: a digit drawn, a photograph of one dropped, the language switched. */
@Timeout(200)
final class ClassifyPageTest {
  private static final String BEST = "#bars li .words span";
  private static final String HEAT = "document.querySelector('#heat').toDataURL()";
  private static final String EXPLAINED_OR_HIDDEN =
      "getComputedStyle(document.querySelector('#why')).visibility === 'hidden'"
          + " || document.querySelector('#looked').innerText.includes('“4”')";

  @TempDir Path folder;

  @Test
  void aDigitIsDrawnAndOneOnUnevenGreyIsDropped() throws Exception {
    try (var browser = Browser.open()) {
      int port = Ports.free();
      Running.command(List.of("serve", "--port", "" + port, "--no-access-log"));
      Ports.await(port);
      browser.go("http://localhost:%d/?lang=en".formatted(port));
      browser.until("document.querySelector('#model').options.length === 2");
      browser.value("document.querySelector('#model').value = 'mnist'");
      browser.stroke("#pad", 0.3, 0.2, 0.7, 0.2, 0.6, 0.5, 0.48, 0.85);
      browser.until("document.querySelector('%s')".formatted(BEST));
      assertThat(browser.text(BEST)).isEqualTo("7");
      explained(browser);
      browser.isWellMade();
      browser.screenshot("classify-drawn");
      browser.click("#clear");
      browser.drop("#drop", photograph(), "image/png");
      browser.until("document.querySelector('%s')".formatted(BEST));
      assertThat(browser.text(BEST)).isEqualTo("4");
      assertThat(browser.value(EXPLAINED_OR_HIDDEN).asBoolean())
          .as("the seven's explanation does not stand beside the four")
          .isTrue();
      browser.until("getComputedStyle(document.querySelector('#why')).visibility === 'visible'");
      assertThat(browser.text("#looked")).contains("“4”");
      browser.screenshot("classify-photograph");
      browser.dark(true);
      browser.isWellMade();
      browser.click("#language");
      browser.until(
          "document.documentElement?.lang === 'ko' && document.readyState === 'complete'");
      assertThat(browser.text("h1")).isEqualTo("신경망에는 무엇이 보일까요?");
      browser.size(390, 844);
      browser.isWellMade();
    }
  }

  /** Where the answer is seen, another one's place, and what is said without a block. */
  private static void explained(Browser browser) {
    browser.until("document.querySelector('#looked').innerText.startsWith('Where it sees “7”')");
    var seven = browser.value(HEAT).asText();
    browser.click("#bars li:nth-child(2) button");
    browser.until("!document.querySelector('#looked').innerText.includes('“7”')");
    browser.until("%s !== '%s'".formatted(HEAT, seven));
    assertThat(browser.value("document.querySelectorAll('[aria-pressed=true]').length").asInt())
        .isEqualTo(1);
    browser.value(
        "[document.querySelector('#without').value = 'layer2.1',"
            + " document.querySelector('#without').dispatchEvent(new Event('change'))].length");
    browser.until("document.querySelectorAll('#bars progress.less').length >= 5");
    assertThat(browser.text("#keys")).contains("the whole network", "without layer2.1");
  }

  /** A four on grey paper with light from the right. */
  private Path photograph() throws IOException {
    int side = 240;
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int grey = 90 + 90 * x / side + 30 * y / side + (x * 7 + y * 13) % 5;
        image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    var pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(40, 40, 45));
    pen.setStroke(new BasicStroke(13, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.drawPolyline(new int[] {80, 75, 160}, new int[] {55, 125, 125}, 3);
    pen.drawLine(150, 60, 143, 195);
    pen.dispose();
    var file = folder.resolve("four.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}

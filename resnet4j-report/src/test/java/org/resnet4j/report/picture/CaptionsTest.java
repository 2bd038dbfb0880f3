package org.resnet4j.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.data.Image;
import org.resnet4j.report.language.Language;

/** What stands beside images. */
final class CaptionsTest {
  private static final Image DARK = new Image(1, 2, 2, new byte[] {0, 10, 20, 30});
  private static final GradCam MAP = new GradCam(2, 2, new float[] {0, 0.5f, 1, 0});

  @Test
  void aSheetNamesEveryImage() {
    var images = List.of(new CaptionedImage(DARK, "cat"), new CaptionedImage(DARK, "고양이"));
    var svg = ImageSheet.of("Sheet", images, 8, Theme.LIGHT).svg();
    assertThat(SvgReader.of(svg).contents("text")).containsExactly("cat", "고양이");
    assertThat(svg).contains("data:image/png");
  }

  @Test
  void aCaptionThatWouldRunIntoTheNextIsCut() {
    var images = List.of(new CaptionedImage(DARK, "a name that is longer than its image"));
    var svg = ImageSheet.of("Sheet", images, 1, Theme.LIGHT).svg();
    assertThat(SvgReader.of(svg).contents("text").getFirst()).startsWith("a name").endsWith("…");
  }

  @Test
  void gradCamStandsBesideTheOriginalUnderItsClassWithALegend() {
    var explained = new ExplainedImage(DARK, MAP, "cat", 0.987);
    assertThat(SvgReader.of(explained.picture(Language.ENGLISH).svg()).contents("text"))
        .containsExactly(
            "cat, 98.7 %",
            "original", "where the network sees it", "little", "much of the evidence");
    assertThat(SvgReader.of(explained.picture(Language.of("ko")).svg()).contents("text"))
        .containsExactly("cat, 98.7 %", "원본", "신경망이 보는 곳", "근거 적음", "근거 많음");
  }

  @Test
  void smallImagesStaySharp() {
    var drawn = new CaptionedImage(DARK, "").fitting(5);
    assertThat(drawn.getWidth()).isEqualTo(4);
    assertThat(drawn.getRGB(1, 1) & 0xff).isZero();
    assertThat(drawn.getRGB(2, 1) & 0xff).isEqualTo(10);
  }
}

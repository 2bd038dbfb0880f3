package org.resnet4j.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.lab.findings.Figure;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.lab.findings.Findings.Judgement;
import org.resnet4j.lab.findings.Findings.Verdict;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.SvgReader;

final class SlidesTest {
  private static final Findings FINDINGS =
      new Findings(
          "Told",
          "",
          List.of(
              new Judgement("Pooling halves the map.", Verdict.DOES_NOT, "it is stride 2"),
              new Figure.Bars("Bars", "x", "y", List.of("a"), List.of())));

  @Test
  void aSentenceStandsBesideItsVerdictAndWhy() {
    assertThat(SvgReader.of(new Slides(FINDINGS).summary().svg()).contents("text"))
        .contains("does not hold", "“Pooling halves the map.”", "it is stride 2");
  }

  @Test
  void everyClaimHasASlideWithItsSentenceVerdictAndWhy(@TempDir Path folder) throws IOException {
    var claim = FINDINGS.judgements().getFirst();
    assertThat(
            SvgReader.of(new ClaimSlide(claim, "does not hold").picture().svg()).contents("text"))
        .containsExactly("“Pooling halves the map.”", "does not hold", "it is stride 2");
    new Slides(FINDINGS, Language.of("ko")).write(folder);
    var slide = ImageIO.read(folder.resolve("slides/claim-01-pooling-halves-the-map.png").toFile());
    assertThat(slide.getWidth()).isEqualTo(1920);
    assertThat(slide.getHeight()).isEqualTo(1080);
  }

  @Test
  void figuresAre1920PixelsWideAndThePdfIsOnePage(@TempDir Path folder) throws IOException {
    new Slides(FINDINGS).write(folder);
    var image = ImageIO.read(folder.resolve("slides/01-bars.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1920);
    var pdf = Files.readString(folder.resolve("slides/summary.pdf"), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-1.4").endsWith("%%EOF\n").contains("/Count 1");
    int table = Integer.parseInt(pdf.replaceAll("(?s).*startxref\\n(\\d+)\\n.*", "$1"));
    assertThat(pdf.substring(table)).startsWith("xref\n0 6\n");
  }
}

package org.resnet4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resnet4j.evaluate.Evaluation;
import org.resnet4j.report.language.Language;
import org.resnet4j.report.picture.Picture;

final class PageTest {

  @Test
  void whatIsSaidIsEscaped() {
    var page = new Page("Cats & <dogs>", Language.ENGLISH);
    page.lead("a \"lead\"");
    page.table(Map.of("key <1>", "고양이 & co"));
    assertThat(page.html())
        .contains("<title>Cats &amp; &lt;dogs&gt;</title>")
        .contains("<h1>Cats &amp; &lt;dogs&gt;</h1>")
        .contains("<p class=\"lead\">a &quot;lead&quot;</p>")
        .contains("<th scope=\"row\">key &lt;1&gt;</th><td>고양이 &amp; co</td>");
  }

  @Test
  void aCommandBreaksAtNoHyphen() {
    var page = new Page("Commands", Language.ENGLISH);
    page.code("train --batch-size 8");
    assertThat(page.html())
        .contains("<code>train <span class=\"short\">--batch-size</span> 8</code>");
  }

  @Test
  void picturesThatFollowEachOtherStandSideBySideInBothThemes() {
    var page = new Page("Pictures", Language.ENGLISH);
    page.picture(theme -> new Picture(theme.ground(), "", 10, 10, canvas -> {}));
    page.picture(theme -> new Picture(theme.ground(), "", 10, 10, canvas -> {}));
    page.heading("After them");
    var html = page.html();
    assertThat(html).containsOnlyOnce("<div class=\"plots\">");
    assertThat(html.split("<div class=\"light\"><svg", -1)).hasSize(3);
    assertThat(html.split("<div class=\"dark\"><svg", -1)).hasSize(3);
    assertThat(html).contains("</figure>\n</div>\n<h2>After them</h2>");
  }

  @Test
  void aPictureThatCannotBeDrawnIsASentence() {
    var page = new Page("Pictures", Language.ENGLISH);
    page.picture(
        theme ->
            new Picture(
                "Loss",
                "",
                10,
                10,
                canvas -> {
                  throw new UnsatisfiedLinkError("libfreetype.so.6");
                }));
    assertThat(page.html()).contains("No picture: cannot draw 'Loss'").doesNotContain("<svg");
  }

  @Test
  void theConfusionMatrixHasTrueClassesInItsRows() {
    var confusion = new long[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}};
    var html =
        ConfusionTable.html(
            new Evaluation(7, 8, 8, 1, confusion, List.of()),
            List.of("cat", "<dog>"),
            Language.ENGLISH);
    assertThat(html)
        .contains("<th scope=\"row\">cat</th><td class=\"diagonal\">3</td>")
        .contains(">1</td><td></td><td class=\"right\">75.0 %</td>")
        .contains("<th scope=\"row\">&lt;dog&gt;</th><td></td><td class=\"diagonal\">4</td>")
        .contains("<th scope=\"row\">2</th><td></td><td></td><td class=\"diagonal\">0</td>");
  }

  @Test
  void manyClassesMakeNoTable() {
    assertThat(ConfusionTable.fits(new Evaluation(0, 0, 1, 1, new long[20][20], List.of())))
        .isTrue();
    assertThat(ConfusionTable.fits(new Evaluation(0, 0, 1, 1, new long[21][21], List.of())))
        .isFalse();
  }
}

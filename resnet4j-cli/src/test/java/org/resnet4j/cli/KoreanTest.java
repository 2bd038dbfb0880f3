package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.resnet4j.report.language.Language;

/** Whoever reads Korean meets no English sentence. */
final class KoreanTest {
  private static final Language KOREAN = Resnet4j.spoken(Language.of("ko"));

  /**
   * What nobody reads as a sentence: settings of parts, notes on progress, PDF, fonts, options, and
   * the paper's words in figures of networks.
   */
  private static final List<String> NOT_SAID =
      List.of(
          "gradient flow in doubles, data %s",
          "time of a training step, ",
          "time of one image, ",
          "layer responses",
          "epoch %d: error",
          "step %s of %s",
          "resize %s",
          "/Type /XObject",
          "q %d 0 0 %d",
          "trailer",
          "DejaVu Sans",
          "Helvetica Neue",
          "Liberation Sans",
          "--data",
          "--depths",
          "%dx%d conv",
          "%d groups",
          "%s, gated",
          "%s, partial",
          "%s, training only",
          "avg pool",
          "max pool",
          "response norm");

  @Test
  void everyPhraseOfPagesAndVerdictsHasATranslation() throws IOException {
    var said = EnglishPhrases.said("resnet4j-lab/src/main/java", "resnet4j-report/src/main/java");
    said.removeIf(phrase -> NOT_SAID.stream().anyMatch(phrase::startsWith));
    assertThat(missing(said)).isEmpty();
  }

  @Test
  void everyPhraseOfHelpHasATranslation() {
    assertThat(missing(HelpPhrases.all())).isEmpty();
  }

  private static Set<String> missing(Set<String> said) {
    var missing = new TreeSet<>(said);
    KOREAN.phrases().forEach(phrase -> missing.remove(phrase.english()));
    if (System.getProperty("phrases") != null) {
      missing.forEach(one -> System.out.println("msgid " + one.replace("\n", "\\n")));
    }
    return missing;
  }
}

package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
          "--protocol",
          "gradient flow in doubles, data %s",
          "time of a training step, ",
          "time of one image ",
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

  /** Words between processes, what other programs say. */
  private static final String NOT_SAID_BY_COMMANDS =
      "(hello|start|ended|finish) %[ds].*|npm pack %s|apt-get download %s|\\^npm .*"
          + "|No space left on device|Broken pipe|network timeout|A complete log|WARNING: .*"
          // a model's card is English
          + "|accuracy on the test images|trained with|what the recipe is|data set"
          + "|this build does not .*|train --data .*";

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

  @Test
  void everyErrorOfTheCommandLineAndTheLaboratoryHasATranslation() throws IOException {
    var errors = EnglishPhrases.errors("resnet4j-cli/src/main/java", "resnet4j-lab/src/main/java");
    errors.removeIf(part -> part.startsWith("this build does not") || part.startsWith("train --"));
    assertThat(missing(errors)).isEmpty();
  }

  @Test
  void everySentenceOfTheCommandLineHasATranslation() throws IOException {
    var said = EnglishPhrases.said("resnet4j-cli/src/main/java");
    said.removeIf(phrase -> phrase.matches(NOT_SAID_BY_COMMANDS));
    assertThat(missing(said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prdict                            | 'prdict' 명령이 없습니다. 혹시 predict
          train --epoch 3                   | 알 수 없는 옵션: '--epoch'
          train --epochs many               | 옵션 '--epochs'의 값이 잘못되었습니다: 'many'
          train --model resnet21            | CIFAR용 신경망의 깊이는 6n+2입니다
          evaluate                          | 필수 옵션이 빠졌습니다: '--weights=
          predict nowhere.png               | 이미지가 없습니다: nowhere.png
          evaluate --weights nowhere.pth    | 읽을 수 없습니다: 'nowhere.pth'
          experiment gradient               | 'gradient' 실험이 없습니다
          train --data nowhere              | 'nowhere'은(는) 데이터 세트
          describe alexnet --input 3x32x32  | 크기의 입력을 넣을 수 없습니다
          train --recipe nowhere.json       | 파일이 없습니다: nowhere.json
          """)
  void anErrorIsKorean(String command, String words) {
    var ran = Ran.command((command + " --lang ko").split(" +"));
    assertThat(ran.code()).isNotZero();
    assertThat(ran.err()).startsWith("resnet4j: ").contains(words);
    assertThat(ran.err()).containsPattern("(니다|하세요|가요)");
  }

  /** An update of the weights is 갱신, as textbooks have it, in messages, pages and documents. */
  @Test
  void oneThingHasOneWord() throws IOException {
    try (var files = Files.walk(Repository.root())) {
      var korean = files.filter(KoreanTest::isKorean).toList();
      assertThat(korean).hasSizeGreaterThan(5);
      for (var file : korean) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("업데이트");
      }
    }
  }

  private static boolean isKorean(Path file) {
    var path = Repository.root().relativize(file).toString();
    return !path.contains("target") && path.matches(".*(ko\\.po|\\.ko\\.md|words\\.js)");
  }

  /** Those without a translation. */
  static Set<String> missing(Set<String> said) {
    var missing = new TreeSet<>(said);
    KOREAN.phrases().forEach(phrase -> missing.remove(phrase.english()));
    if (System.getProperty("phrases") != null) {
      missing.forEach(one -> System.out.println("msgid " + one.replace("\n", "\\n")));
    }
    return missing;
  }
}

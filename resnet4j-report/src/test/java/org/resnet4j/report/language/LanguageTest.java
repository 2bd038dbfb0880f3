package org.resnet4j.report.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class LanguageTest {
  private static final Language KOREAN = Language.of("ko");

  @Test
  void englishIsSaidAsItIs() {
    assertThat(Language.ENGLISH.say("Confusion matrix")).isEqualTo("Confusion matrix");
  }

  @Test
  void aPhraseIsFoundByItsWordsAndItsValuesAreTranslatedToo() {
    assertThat(KOREAN.say("Confusion matrix")).isEqualTo("혼동 행렬");
    assertThat(KOREAN.say("mean over the layers at depth 56: ResNet 0.123, plain 0.456"))
        .isEqualTo("깊이 56의 층 평균: ResNet 0.123, 일반 0.456");
    assertThat(
            KOREAN.say(
                "one seed does not tell this difference from chance; but plain-20 has no error to"
                    + " compare"))
        .contains("우연인지 알 수 없음")
        .contains("plain-20: 비교할 오류율이 없음");
  }

  /** Two evidences in one text are not one evidence with a long value. */
  @Test
  void theTranslationWithTheFewestEnglishWordsIsTaken() {
    assertThat(KOREAN.say("training error of plain-56 9.13 %, training error of plain-20 8.02 %"))
        .isEqualTo("학습 오류율: plain-56 9.13 %, plain-20 8.02 %");
  }

  @Test
  void secondsAreTranslatedAndTheUsersOwnWordsAreNot() {
    assertThat(KOREAN.say("9 s")).isEqualTo("9초");
    assertThat(KOREAN.say("'loss' stopped being finite")).isEqualTo("'loss'의 값이 유한하지 않게 됨");
    assertThat(KOREAN.say("cannot draw 'layer': network")).isEqualTo("'layer' 그리기 실패: 신경망");
  }

  @Test
  void numbersAreNotMistakenForOtherValues() {
    assertThat(KOREAN.say("libtorch 2.10, cpu, fp64, 2 threads"))
        .isEqualTo("libtorch 2.10, cpu, fp64, 스레드 2개");
    assertThat(KOREAN.say("cifar10, 5000 held out")).isEqualTo("cifar10, 검증용 5000장");
  }

  @Test
  void aCommaAfterANumberIsNotPartOfIt() {
    var phrase = new Phrase("zeros for %d%s", "0을 채운 채널 %d개%s");
    assertThat(phrase.in("zeros for 16, /2", text -> text)).contains("0을 채운 채널 16개, /2");
  }

  @Test
  void whatHasNoTranslationStays() {
    assertThat(KOREAN.say("an unheard-of sentence")).isEqualTo("an unheard-of sentence");
    assertThat(KOREAN.say("resnet20")).isEqualTo("resnet20");
  }

  @Test
  void aLocaleChoosesItsLanguageAndEnglishWhereThereIsNone() {
    assertThat(Language.of(Locale.KOREA).tag()).isEqualTo("ko");
    assertThat(Language.of(Locale.GERMANY)).isSameAs(Language.ENGLISH);
    assertThat(Language.of(Locale.ROOT)).isSameAs(Language.ENGLISH);
    assertThatThrownBy(() -> Language.of("fr")).hasMessageContaining("choose from en, ko");
  }

  @Test
  void aTranslationCannotHaveAValueThatTheEnglishHasNot() {
    assertThatThrownBy(() -> new Phrase("%s images", "%s장 %s")).hasMessageContaining("value 2");
    assertThatThrownBy(() -> new Phrase("images", " ")).hasMessageContaining("no translation");
  }
}

package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the library says when something fails or is to be noticed reaches a Korean in Korean. */
final class KoreanLibraryTest {
  private static final String CATALOGUE =
      "resnet4j-cli/src/main/resources/org/resnet4j/cli/terminal/ko.po";

  private static final String[] LIBRARY = {
    "resnet4j-core/src/main/java",
    "resnet4j-vector/src/main/java",
    "resnet4j-torch/src/main/java",
    "resnet4j-distributed/src/main/java",
    "resnet4j-export/src/main/java",
    "resnet4j-int8/src/main/java",
    "resnet4j-onnx/src/main/java",
    "resnet4j-assembler/src/main/java"
  };

  /**
   * Code, patterns, names, licences, steps of plans, words of recipes, what systems say, and what
   * assembling machine code can get wrong.
   */
  private static final String NOT_SAID =
      "(?s)torch\\..*|class %s.*|def forward.*|return %s.*|training : bool.*|library_name.*|%s\\n"
          + "\\n"
          + "A residual network.*|preprocessing\\(Pipeline.*|NdArray of"
          + " .*|PixelMean.*|\\(\\?:.*|\\\\.*|.* creator .*|Cannot coerce.*|Non-standard"
          + " token.*|Trailing token|premature end.*|bytes %s-|a batch of %d x %s|model name|s"
          + " are|Ankle boot|airplane .*|apple .*|A. Krizhevsky.*|H. Xiao.*|Y. LeCun, .*|PBM, PGM,"
          + " PPM|CIE Lab|ICC Lab|JPEG XL|ONNX Runtime.*|onnx: ONNX Runtime %s, cpu|Disk quota"
          + " exceeded|File too large|No (locks|space) .*|not enough space .*|Physical"
          + " memory|direct buffer|one without a key|%d steps;"
          + " .*|(%nbatch|instructions|memory|multiplications)  .*|(add|norm|relu) [a-z]+|%s"
          + " (backward|of floats|at %.1f MB)|normalise later|(bytes|floats) to .*|mean of the"
          + " map|channels of zeros|concatenation of %d|every %d. pixel|linear"
          + " %d.*|convolution.*|maximum %s|stride %s|[a-z-]+( (%s|[A-Z-]+))+|packed weights: .*|%s"
          + " one for any size|a predictor for one size .*|there is no (array '%s'|%s)|an index"
          + " counts .*|rsp .*|a vector register .*|%s by %s|a product has .*|pairs lie .*|%s takes"
          + " .*|%s on these operands .*|bytes are INT8 .*|an output has .*|of six rows .*|results"
          + " are at least .*|%d floats are no .*|distances are .*";

  @Test
  void everySentenceOfTheLibraryHasATranslation() throws IOException {
    var said = EnglishPhrases.said(LIBRARY);
    said.addAll(EnglishPhrases.errors(LIBRARY));
    said.removeIf(phrase -> phrase.matches(NOT_SAID));
    assertThat(KoreanTest.missing(said)).as("their Korean belongs into " + CATALOGUE).isEmpty();
  }
}

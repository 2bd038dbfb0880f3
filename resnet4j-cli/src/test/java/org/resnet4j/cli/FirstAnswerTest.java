package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One picture is answered without what takes longer to start than the network to compute. */
final class FirstAnswerTest {
  private static final String DIGIT = Repository.root().resolve("examples/seven.png").toString();

  @Test
  void aDigitIsReadWithoutWhatStartsSlowly(@TempDir Path folder) throws Exception {
    var classes = folder.resolve("classes.txt");
    var log = List.of("-Xlog:class+load=info:file=" + classes);
    var ran = Started.command(folder, log, "predict", DIGIT).done();
    assertThat(ran.out()).contains("seven.png: 7 ");
    assertThat(classes)
        .content()
        .contains("org.resnet4j.cli.predict.PredictCommand")
        .doesNotContain("com.fasterxml.jackson.databind")
        .doesNotContain("java.security.SecureRandom");
  }
}

package org.resnet4j.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.engine.collective.CollectiveException;

/** Why a process failed stands where torchrun looks for it. */
final class ErrorFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("job/attempt_0/1/error.json");
  }

  private Map<String, String> environment(Path file) {
    return Map.of(
        "RANK", "1", "WORLD_SIZE", "2", "LOCAL_WORLD_SIZE", "1", ErrorFile.VARIABLE, "" + file);
  }

  @Test
  void theSentenceIsTorchrunsMessage() throws Exception {
    assertThatThrownBy(() -> Processes.join(environment(file()), false))
        .isInstanceOf(CollectiveException.class);
    var message = new ObjectMapper().readTree(file().toFile()).path("message");
    var sentence =
        "process 1 of 2 does not know where they meet: set MASTER_ADDR to the address of process 0";
    assertThat(message.path("message").asText()).isEqualTo(sentence);
    assertThat(message.path("extraInfo").path("py_callstack").asText()).isEqualTo(sentence);
    assertThat(Long.parseLong(message.path("extraInfo").path("timestamp").asText())).isPositive();
  }

  @Test
  void theMemoOfAJobLiesBesideItsAttempts() {
    assertThat(new ErrorFile(environment(file())).memo())
        .contains(folder.toAbsolutePath().resolve("job/resnet4j-run"));
    assertThat(new ErrorFile(Map.of()).memo()).isEmpty();
  }

  @Test
  void whoeverIsStartedAgainFindsTheMemoEvenAlone() throws IOException {
    var memo = new ErrorFile(environment(file())).memo().orElseThrow();
    Files.createDirectories(memo.getParent());
    assertThat(left("TORCHELASTIC_RESTART_COUNT", "1")).isEmpty();
    Files.writeString(memo, "runs/pets");
    assertThat(left("TORCHELASTIC_RESTART_COUNT", "1")).contains(memo);
    assertThat(left("TORCHELASTIC_USE_AGENT_STORE", "True")).contains(memo);
    assertThat(left("TORCHELASTIC_RESTART_COUNT", "0")).isEmpty();
  }

  private Optional<Path> left(String variable, String value) {
    var one = Map.of("WORLD_SIZE", "1", ErrorFile.VARIABLE, "" + file(), variable, value);
    return new ErrorFile(one).left();
  }

  /** The exit code tells it then. */
  @Test
  void aFolderThatCannotBeWrittenHidesNoError() throws IOException {
    var inTheWay = Files.writeString(folder.resolve("job"), "a file");
    assertThatThrownBy(() -> Processes.join(environment(inTheWay.resolve("0/1/e.json")), false))
        .isInstanceOf(CollectiveException.class);
  }

  @Test
  @Tag("slow")
  void torchrunReportsTheSentence() throws Exception {
    var together = new Together(folder);
    var words = Together.training(folder.resolve("run"));
    words.set(words.indexOf("--data=mnist-sample"), "--data=" + folder.resolve("nowhere"));
    var launcher = together.start(together.torchrun().of(2, 0, words));
    together.ended(launcher, 1);
    assertThat(together.said()).contains("error_file").containsPattern("traceback : .*nowhere");
  }
}

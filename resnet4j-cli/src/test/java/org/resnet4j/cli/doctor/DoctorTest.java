package org.resnet4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;

final class DoctorTest {

  @Test
  void itSaysOfJavaTheEnginesAndTheGpuHowTheyAre() {
    var json = Ran.command("doctor", "--json").done().json();
    assertThat(json.get("healthy").asBoolean()).isTrue();
    assertThat(json.get("checks").findValuesAsText("what"))
        .contains("java", "heap", "processor", "vector", "precision", "gpu", "cache");
    for (var check : json.get("checks")) {
      assertThat(check.get("found").asText()).isNotBlank();
    }
  }

  @Test
  void dataSetsAreListedAndVerified() {
    var list = Ran.command("datasets", "list", "--json").done().json().get("datasets");
    assertThat(list.findValuesAsText("name")).contains("mnist", "cifar10", "mnist-sample");
    Ran.command("datasets", "verify", "secret").failedWith(1, "secret", "mnist");
    Ran.command("datasets").failedWith(2, "list, fetch, verify or preview");
  }

  @Test
  void aCacheThatCannotBeKeptIsSaidWithHowToMendIt(@TempDir Path folder) throws IOException {
    assertThat(DoctorCommand.cache(folder.resolve("not/yet")))
        .matches(DoctorCommand.Check::good)
        .matches(check -> check.found().endsWith("GB free"));
    var file = Files.writeString(folder.resolve("file"), "in the way");
    assertThat(DoctorCommand.cache(file.resolve("cache")))
        .matches(check -> !check.good())
        .matches(check -> check.found().endsWith("file is a file, not a folder"))
        .matches(check -> check.advice().contains("RESNET4J_CACHE"));
  }
}

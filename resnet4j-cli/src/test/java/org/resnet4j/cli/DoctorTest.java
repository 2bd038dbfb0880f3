package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DoctorTest {

  @Test
  void itSaysOfJavaTheEnginesAndTheGpuHowTheyAre() {
    var json = Ran.command("doctor", "--json").done().json();
    assertThat(json.get("healthy").asBoolean()).isTrue();
    assertThat(json.get("checks").findValuesAsText("what"))
        .contains("java", "heap", "processor", "vector", "precision", "gpu", "threads");
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
}

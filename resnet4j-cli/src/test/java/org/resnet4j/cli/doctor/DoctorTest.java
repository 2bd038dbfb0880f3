package org.resnet4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnet4j.cli.Ran;
import org.resnet4j.cli.Repository;

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
    assertThat(MachineChecks.cache(folder.resolve("not/yet")))
        .matches(Check::good)
        .matches(check -> check.found().endsWith("GB free"));
    var file = Files.writeString(folder.resolve("file"), "in the way");
    assertThat(MachineChecks.cache(file.resolve("cache")))
        .matches(check -> !check.good())
        .matches(check -> check.found().endsWith("file is a file, not a folder"))
        .matches(check -> check.advice().contains("RESNET4J_CACHE"));
  }

  @Test
  void updatesOf25WhoseCollectorMovesPinnedArraysAreWarnedOf() {
    for (var unsound : List.of("25+36", "25.0.1+8", "25.0.2+10")) {
      assertThat(JvmChecks.java(Runtime.Version.parse(unsound)))
          .as(unsound)
          .matches(check -> !check.good() && check.advice().contains("JDK-8377811"));
    }
    for (var sound : List.of("25.0.3+9", "26+30")) {
      assertThat(JvmChecks.java(Runtime.Version.parse(sound)))
          .as(sound)
          .matches(check -> check.good() && check.advice().isEmpty());
    }
    assertThat(JvmChecks.java(Runtime.Version.parse("21.0.5+11")).advice())
        .contains("25 is faster");
  }

  @Test
  void aJvmWithoutTheEnginesFlagsIsToldHowToGetThem() {
    var flags = JvmFlags.all();
    assertThat(flags).contains("--add-modules=jdk.incubator.vector", "-XX:+UseG1GC");
    assertThat(JvmChecks.flags(flags)).matches(Check::good);
    assertThat(JvmChecks.flags(flags.subList(1, flags.size())))
        .matches(check -> !check.good())
        .matches(check -> check.found().startsWith("1 of the " + flags.size()))
        .matches(check -> check.advice().contains("doctor --jvm-flags"));
  }

  @Test
  void theLineOfFlagsIsWhatTheArgumentFilesSay() {
    var line = Ran.command("doctor", "--jvm-flags").done().out();
    assertThat(line.lines()).hasSize(1);
    assertThat(JvmFlags.all()).allSatisfy(flag -> assertThat(line).contains(flag));
  }

  /** The launcher, the builds' tests and the benchmark name the files; none repeats a flag. */
  @Test
  void aFlagStandsInOnePlace() throws IOException {
    for (var reader :
        List.of(
            "resnet4j",
            "pom.xml",
            "resnet4j-bench/src/main/java/org/resnet4j/bench/ContenderCommand.java")) {
      var text = Files.readString(Repository.root().resolve(reader));
      assertThat(text).as(reader).contains("META-INF/resnet4j/");
      assertThat(JvmFlags.all())
          .as(reader)
          .noneMatch(flag -> text.contains(flag) || text.contains(flag.replaceFirst("=", " ")));
    }
  }
}

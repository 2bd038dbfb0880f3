package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user starts it, on what this build has made. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherIT {
  private static final Path LAUNCHER = Repository.root().resolve("resnet4j");
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void buildsNothingAndFetchesNothing() {
    environment.put("RESNET4J_BUILD", "never");
    environment.put("RESNET4J_CACHE", folder.resolve("cache").toString());
  }

  @Test
  void describeAnswersFromElsewhereThroughALinkAndLoadsNoNativeCode() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("r4j"), LAUNCHER);
    environment.put("JAVA_OPTS", "-Xlog:class+load=info:file=" + folder.resolve("classes.log"));
    var ran = run(link, "describe", "resnet50").done();
    assertThat(ran.out()).contains("parameters     25,557,032");
    assertThat(ran.err()).isEmpty();
    assertThat(folder.resolve("classes.log"))
        .content()
        .contains("org.resnet4j.cli.network.DescribeCommand")
        .doesNotContain("org.bytedeco")
        .doesNotContain("com.fasterxml");
  }

  @Test
  void errorsAreOneSentenceAlsoWhereTheVectorApiIsOn() throws Exception {
    run(LAUNCHER, "evaluate", "--weights", folder.resolve("none.th").toString(), "--data", "x")
        .failedWith(1, "none.th");
    run(LAUNCHER, "train", "--model", "resent20").failedWith(2, "resnet20");
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    environment.put("HOME", folder.toString());
    environment.put("PATH", tools().toString());
    environment.put("RESNET4J_JDKS", folder.toString());
    environment.put("JAVA_HOME", "");
    run(LAUNCHER, "models").failedWith(1, "no JDK of version 21 or newer", "JAVA_HOME");
  }

  @Test
  void askedToStopItKeepsEverythingAndGoesOn() throws Exception {
    var run = folder.resolve("run");
    var arguments =
        List.of("train", "--model", "lenet5", "--data", "mnist-sample", "--epochs", "2000");
    var process = start(LAUNCHER, with(arguments, "--output", run.toString()));
    await(run.resolve("last.safetensors"), process);
    process.toHandle().destroy(); // SIGTERM, which the JVM treats as it does Ctrl-C
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var left = finished(process);
    assertThat(left.err()).contains("--resume " + run);
    assertThat(left.code()).isNotZero();
    var resumed = run(LAUNCHER, "train", "--resume", run.toString(), "--time", "1s", "--json");
    assertThat(resumed.done().json().get("iterations").asLong()).isPositive();
  }

  private static List<String> with(List<String> arguments, String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }

  /** A folder with the few tools that the launcher needs, and no java. */
  private Path tools() throws Exception {
    var tools = Files.createDirectories(folder.resolve("tools"));
    for (var tool : List.of("bash", "dirname", "readlink", "uname", "find", "cat", "env")) {
      for (var where : List.of("/usr/bin", "/bin")) {
        var path = Path.of(where, tool);
        var stand = tools.resolve(tool);
        if (Files.exists(path) && Files.notExists(stand)) {
          Files.writeString(stand, "#!/bin/sh\nexec %s \"$@\"\n".formatted(path));
          assertThat(stand.toFile().setExecutable(true)).isTrue();
        }
      }
    }
    return tools;
  }

  private static void await(Path file, Process process) throws InterruptedException {
    for (int i = 0; i < 600 && process.isAlive() && Files.notExists(file); i++) {
      Thread.sleep(100);
    }
    assertThat(file).exists();
  }

  private Ran run(Path launcher, String... arguments) throws Exception {
    var process = start(launcher, List.of(arguments));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return finished(process);
  }

  private Process start(Path launcher, List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(launcher.toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().remove("JAVA_OPTS");
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  private Ran finished(Process process) throws Exception {
    return new Ran(
        process.exitValue(),
        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }
}

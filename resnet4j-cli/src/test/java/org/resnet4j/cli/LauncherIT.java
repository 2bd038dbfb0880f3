package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user starts it, on what this build has made. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherIT {
  private static final Path LAUNCHER = Repository.root().resolve("resnet4j");
  private static final int STEPS = 160; // of 50 of the sample's 1,000 images
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
    var log = "-Xlog:class+load=info:file=" + folder.resolve("classes.log");
    environment.put("JAVA_OPTS", archived() ? "-XX:AOTMode=off " + log : log);
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
  void onWindowsItSaysWhereTheWayWithoutItStands() throws Exception {
    environment.put("OSTYPE", "msys");
    run(LAUNCHER, "models").failedWith(1, "WSL", "'On Windows'");
    assertThat(Repository.root().resolve("README.md")).content().contains("**On Windows**");
  }

  @Test
  void aHeapOfTheUsersOwnMayBeSmallerThanTheEnginesLike() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx200m");
    var plan = run(LAUNCHER, "describe", "resnet20", "--input", "1x28x28", "--plan").done();
    assertThat(plan.out()).contains("memory");
  }

  /** The shell has the name's bytes from a script, so that this JVM's locale does not matter. */
  @Test
  void namesOfAnyAlphabetAreReadWhereNoLocaleIsSet() throws Exception {
    Files.move(FirstReports.file("offset.gif", folder), folder.resolve("digit.gif"));
    var script = folder.resolve("script.sh");
    Files.writeString(
        script,
        """
        mv digit.gif 사진.gif
        exec env -i PATH="$PATH" HOME="$HOME" RESNET4J_BUILD=never %s predict 사진.gif
        """
            .formatted(LAUNCHER));
    var process = start(Path.of("/bin/sh"), List.of(script.toString()));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(finished(process).done().out()).matches("(?s)사진\\.gif: [0-9] .*");
  }

  @Test
  void computesWithTheFlagsThatTheEnginesWant() throws Exception {
    var checks = run(LAUNCHER, "doctor", "--json").done().json().get("checks");
    assertThat(checks)
        .anyMatch(
            check -> check.get("what").asText().equals("flags") && check.get("good").asBoolean());
    var line = run(LAUNCHER, "doctor", "--jvm-flags").done().out().strip();
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var pasted = new ProcessBuilder("sh", "-c", java + " " + line + " -version").start();
    assertThat(pasted.waitFor()).as(line).isZero();
  }

  /**
   * A run that is stopped and resumed makes the weights of an unbroken one. So would a run that
   * began again: therefore the steps before the break must stand in its table as they were measured
   * then, times and all, and those after it follow without one twice.
   */
  @Test
  void askedToStopItKeepsEverythingAndResumesWhereItWas() throws Exception {
    var broken = folder.resolve("broken");
    var process = start(LAUNCHER, training(broken));
    await(broken.resolve("last.safetensors"), process);
    process.toHandle().destroy(); // SIGTERM, which the JVM treats as it does Ctrl-C
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var left = finished(process);
    assertThat(left.err()).contains("--resume " + broken);
    assertThat(left.code()).isNotZero();
    var before = Files.readAllLines(broken.resolve("steps.csv"));

    var resumed = run(LAUNCHER, "train", "--resume", broken.toString()).done();
    var after = Files.readAllLines(broken.resolve("steps.csv"));
    int kept = resumedAfter(resumed.err());
    assertThat(kept).isBetween(1, STEPS - 1);
    assertThat(after.subList(0, 1 + kept)).isEqualTo(before.subList(0, 1 + kept));
    assertThat(after.stream().skip(1).map(line -> line.split(",")[1]))
        .isEqualTo(IntStream.rangeClosed(1, STEPS).mapToObj(Integer::toString).toList());

    var unbroken = folder.resolve("unbroken");
    run(LAUNCHER, training(unbroken).toArray(String[]::new)).done();
    var weights = "model.safetensors";
    assertThat(Files.mismatch(broken.resolve(weights), unbroken.resolve(weights))).isEqualTo(-1);
  }

  /** Whether the launcher built this: then an archive has the classes of all commands, loaded. */
  private static boolean archived() throws IOException {
    try (var built = Files.list(Repository.root().resolve("resnet4j-cli/target"))) {
      return built.anyMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  private static List<String> training(Path run) {
    return List.of(
        ("train --model lenet5 --data mnist-sample --batch-size 50 --epochs %d --output %s"
                .formatted(STEPS / 20, run))
            .split(" "));
  }

  private static int resumedAfter(String err) {
    var said = Pattern.compile("resuming after iteration ([0-9,]+)").matcher(err);
    assertThat(said.find()).as(err).isTrue();
    return Integer.parseInt(said.group(1).replace(",", ""));
  }

  /** A folder with the few tools that the launcher needs, and no java. */
  private Path tools() throws Exception {
    var tools = Files.createDirectories(folder.resolve("tools"));
    for (var tool : List.of("bash", "dirname", "readlink", "find", "env")) {
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

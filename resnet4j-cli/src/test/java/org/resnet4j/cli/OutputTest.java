package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resnet4j.weights.format.Safetensors;

/** What a command writes goes where it was sent, whatever is there. */
@EnabledOnOs(OS.LINUX)
final class OutputTest {
  private static final Path FULL = Path.of("/dev/full");
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init lenet5 --output",
        "describe lenet5 --svg",
        "export mnist --format onnx --output",
        "export mnist --format pth --output",
        "export mnist --format torchscript --output",
        "export mnist --format safetensors --output",
        "datasets preview mnist-sample --output",
        "evaluate --weights mnist --data mnist-sample --predictions",
        "explain PICTURE --output"
      })
  void whatCannotBeWrittenIsSaidAndADeviceStaysOne(String words) throws Exception {
    assumeTrue(Files.isWritable(FULL), "there is no /dev/full here");
    var picture = folder.resolve("seven.png").toString();
    Ran.command("datasets", "preview", "mnist-sample", "-o", picture).done();
    var command = (words.replace("PICTURE", picture) + " ").split(" ");
    Ran.command(with(command, FULL)).failedWith(1, "/dev/full", "the disk is full");
    assertThat(Files.readAttributes(FULL, BasicFileAttributes.class).isOther()).isTrue();
    var target = folder.resolve("target");
    var link = Files.createSymbolicLink(folder.resolve("link"), target);
    Ran.command(with(command, link)).done();
    assertThat(link).isSymbolicLink();
    assertThat(target).isNotEmptyFile();
    var long255 = folder.resolve("n".repeat(255));
    Ran.command(with(command, long255)).done();
    assertThat(long255).isNotEmptyFile();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("seven.png", "target", "link", "n".repeat(255));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init lenet5 --output",
        "describe lenet5 --svg",
        "export mnist --format onnx --output",
        "datasets preview mnist-sample --output",
        "evaluate --weights mnist --data mnist-sample --predictions"
      })
  void aFolderInThePlaceOfAFileIsNamed(String words) throws Exception {
    var there = Files.createDirectory(folder.resolve("there"));
    var ran = Ran.command(with((words + " ").split(" "), there));
    assertThat(ran.code()).isPositive();
    ran.failedWith(ran.code(), "there", "folder");
    assertThat(there).isEmptyDirectory();
  }

  @Test
  void aFullStandardOutputIsAnErrorAndAClosedOneEndsQuietly() throws Exception {
    assumeTrue(Files.isWritable(FULL), "there is no /dev/full here");
    Started.script(folder, "\"$@\" models > /dev/full")
        .failedWith(1, "standard output cannot be written", "the disk is full");
    Started.script(folder, "\"$@\" describe resnet1202 --json > /dev/full")
        .failedWith(1, "standard output cannot be written");
    var piped = Started.script(folder, "set -o pipefail; \"$@\" models | head -n 1");
    assertThat(piped.err()).isEmpty();
    assertThat(piped.out()).startsWith("model ").hasLineCount(1);
    assertThat(Started.script(folder, "\"$@\" models 2> /dev/full").code()).isZero();
  }

  @Test
  void standardOutputAndPipesTakeWhatIsWritten() throws Exception {
    var words = "\"$@\" init lenet5 --output ";
    Ran.command("init", "lenet5", "--output", folder.resolve("file").toString()).done();
    byte[] right = Files.readAllBytes(folder.resolve("file"));
    Started.script(folder, words + "/dev/stdout | head -c " + right.length + " > piped");
    assertThat(folder.resolve("piped")).hasBinaryContent(right);
    assertThat(Started.script(folder, words + "/dev/fd/7 7> seven").code()).isZero();
    assertThat(folder.resolve("seven")).hasBinaryContent(right);
    var fifo = "mkfifo pipe && (cat pipe > out & " + words + "pipe > /dev/null; wait)";
    assertThat(Started.script(folder, fifo).code()).isZero();
    assertThat(Safetensors.read(folder.resolve("out")).keys()).contains("fc3.weight");
    Started.script(folder, "\"$@\" datasets preview mnist-sample -o /dev/stdout > picture.png");
    assertThat(ImageIO.read(folder.resolve("picture.png").toFile())).isNotNull();
  }

  private static String[] with(String[] command, Path output) {
    var all = java.util.Arrays.copyOf(command, command.length + 1);
    all[command.length] = output.toString();
    return all;
  }
}

package org.resnet4j.assembler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where there can be no machine code the reason is one sentence, and nothing breaks. */
final class ObstaclesTest {
  @BeforeEach
  void onAMachineWithout() {
    assumeTrue(ThisMachine.found().target().isPresent(), "there is another obstacle");
  }

  @Test
  void deniedNativeAccessIsSaid() throws IOException, InterruptedException {
    assumeTrue(Runtime.version().feature() >= 24, "cannot be denied to all");
    assertThat(obstacle(List.of("--illegal-native-access=deny")))
        .isEqualTo(
            "Java was told to deny native access:"
                + " start it with --enable-native-access=ALL-UNNAMED");
  }

  @Test
  void aSystemThatRefusesExecutablePagesIsSaid() throws IOException, InterruptedException {
    // the interpreter alone: the JVM's compiler needs such pages too
    var found = obstacle(List.of("-Xint", "--enable-native-access=ALL-UNNAMED"), "no-pages");
    assumeTrue(!found.equals("this Linux has no such rule"));
    assertThat(found).startsWith("the system refuses executable pages");
  }

  @Test
  void anotherSystemIsNamed() throws IOException, InterruptedException {
    assertThat(obstacle(List.of("-Dos.name=Plan 9")))
        .isEqualTo("kernels in machine code are made for Linux on x86-64, this is Plan 9 on amd64");
  }

  private static String obstacle(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Obstacles.class.getName());
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip();
  }
}

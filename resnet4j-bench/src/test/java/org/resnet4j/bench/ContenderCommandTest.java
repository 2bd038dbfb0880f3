package org.resnet4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to be kept to AVX2 is told so, and who cannot be told does not take part. */
class ContenderCommandTest {
  private static ContenderCommand work(InstructionSet instructions) {
    return new ContenderCommand(
        "resnet20", 4, "train", "python3", Path.of("files"), false, instructions);
  }

  private static List<String> command(InstructionSet instructions, String label)
      throws IOException {
    return work(instructions).command(ContenderName.of(label), List.of("-Xshare:off"));
  }

  @Test
  void ourEngineIsKeptToAvx2ByTheJvm() throws IOException {
    assertThat(command(InstructionSet.AVX2, "vector")).contains("-XX:UseAVX=2", "-Xshare:off");
    assertThat(command(InstructionSet.ALL, "vector")).doesNotContain("-XX:UseAVX=2");
  }

  @Test
  void pythonsPeersAreKeptToAvx2ByTheirEnvironment() throws IOException {
    assertThat(InstructionSet.AVX2.environment(ContenderName.of("eager")))
        .containsEntry("ATEN_CPU_CAPABILITY", "avx2")
        .containsEntry("ONEDNN_MAX_CPU_ISA", "AVX2");
    assertThat(command(InstructionSet.AVX2, "eager:bf16"))
        .containsExactly(
            "python3",
            "resnet4j-bench/peers/torch_peer.py",
            "resnet20",
            "4",
            "train",
            "bf16",
            "eager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "onnxjava", "ncnn", "vector:int8"})
  void whoHasNoSwitchIsRefused(String label) {
    assertThat(InstructionSet.ALL.environment(ContenderName.of(label))).isEmpty();
    assertThatThrownBy(() -> work(InstructionSet.AVX2).start(label, List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(label + " has no switch that keeps it to AVX2; leave it out");
  }
}

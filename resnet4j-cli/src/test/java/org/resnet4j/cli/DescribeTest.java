package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescribeTest {

  @Test
  void resNet50HasThePapersParametersAndTorchvisionsMultiplyAdds() {
    var json = Ran.command("describe", "resnet50", "--json").done().json();
    assertThat(json.get("model").asText()).isEqualTo("resnet50");
    assertThat(json.get("parameters").asLong()).isEqualTo(25_557_032);
    assertThat(json.get("multiplyAdds").asLong()).isEqualTo(4_089_184_256L);
    long sum = 0;
    for (var layer : json.get("layers")) {
      sum += layer.get("parameters").asLong();
    }
    assertThat(sum).isEqualTo(25_557_032);
  }

  @Test
  void thePapersStridePlacementCostsWhatThePaperSays() {
    var json =
        Ran.command("describe", "resnet50", "--stride-placement", "paper", "--json").done().json();
    assertThat(json.get("multiplyAdds").asLong() / 1e9).isBetween(3.8575, 3.8585);
  }

  @Test
  void optionAAddsNoParameters() {
    var a = Ran.command("describe", "resnet20", "--shortcut", "A", "--json").done().json();
    var plain = Ran.command("describe", "plain20", "--json").done().json();
    assertThat(a.get("parameters")).isEqualTo(plain.get("parameters"));
  }

  @Test
  void textIsATableWithTheSum() {
    var ran = Ran.command("describe", "lenet5", "--classes", "10").done();
    assertThat(ran.out()).contains("layer", "output", "parameters     61,706");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theFigureIsWritten(@TempDir Path folder) throws Exception {
    var file = folder.resolve("net.svg");
    Ran.command("describe", "resnet20", "--svg", file.toString()).done();
    assertThat(Files.readString(file)).contains("<svg", "resnet20");
  }

  @Test
  void thePlanNamesAlgorithmsAndWhatTheySave() {
    var ran = Ran.command("describe", "resnet18", "--plan", "--batch-size", "2").done();
    assertThat(ran.out()).contains("winograd", "multiplications", "memory");
  }

  @Test
  void thePlanSaysWhatAPredictorWillHold() {
    var json = Ran.command("describe", "resnet18", "--plan", "--json").done().json();
    var bytes = json.get("memoryBytes");
    assertThat(bytes.get("weights").asLong()).isGreaterThan(4 * 11_689_512L);
    assertThat(bytes.get("total").asLong())
        .isEqualTo(
            bytes.get("weights").asLong()
                + bytes.get("activations").asLong()
                + bytes.get("workspace").asLong());
    assertThat(Ran.command("describe", "resnet18", "--plan").done().out())
        .contains("a predictor      %.1f MB".formatted(bytes.get("total").asLong() / 1e6));
  }

  @Test
  void anUnknownModelIsWrongUsageWithTheNearestNames() {
    Ran.command("describe", "resent50").failedWith(2, "resent50", "resnet50");
  }

  @Test
  void aDepthThatIsNot6n2IsWrongUsage() {
    Ran.command("describe", "resnet21").failedWith(2, "6n+2");
  }

  @Test
  void anInputThatIsNoShapeIsWrongUsage() {
    Ran.command("describe", "resnet18", "--input", "big").failedWith(2, "3x224x224");
  }

  @Test
  void anInputTooSmallForTheNetworkIsWrongUsage() {
    Ran.command("describe", "alexnet", "--input", "3x16x16").failedWith(2, "alexnet", "3x16x16");
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    Ran.command("describe", "resnet18", "--colour").failedWith(2, "--colour");
  }
}

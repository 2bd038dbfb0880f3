package org.resnet4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineException;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.engine.Precision;
import org.resnet4j.torch.libtorch.Natives;

class TorchEngineProviderTest {
  @Test
  void theCoreFindsIt() {
    try (var engine = Engines.open("torch", EngineOptions.cpu(), Fixtures.smallResNet())) {
      assertThat(engine.name()).isEqualTo("torch");
      assertThat(engine.description()).contains("libtorch 2.10").contains("cpu").contains("fp32");
      assertThat(engine.warnings()).isEmpty();
    }
  }

  @Test
  void aGpuThatIsNotThereIsRefusedNotIgnored() {
    var options = new EngineOptions(new Device.Cuda(0), Precision.FP32, 0);
    var provider = new TorchEngineProvider();
    Natives.load(2);
    Assumptions.assumeTrue(Natives.cudaDevices() == 0, "this machine has a GPU");
    assertThat(provider.unavailable(options).orElseThrow())
        .contains("no GPU that CUDA can use")
        .contains("--device cpu");
    assertThatThrownBy(() -> provider.open(options)).isInstanceOf(EngineException.class);
  }

  /** Not even where it is the only engine for what is asked. */
  @Test
  void aChoiceOfKernelsIsRefusedNotIgnored() {
    for (var choice : List.of(EngineOptions.Kernels.PORTABLE, EngineOptions.Kernels.MACHINE)) {
      var options = new EngineOptions(new Device.Cpu(), Precision.FP64, 1).withKernels(choice);
      assertThatThrownBy(() -> Engines.open("auto", options, Fixtures.smallResNet()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("its kernels are libtorch's own");
    }
  }

  @Test
  void autoIsBfloat16OnlyWhereTheProcessorComputesIt() {
    try (var engine = Fixtures.engine(Precision.AUTO)) {
      var expected = Processor.computesBfloat16() ? Precision.BF16 : Precision.FP32;
      assertThat(engine.precision()).isEqualTo(expected);
      assertThat(engine.warnings()).isEmpty();
    }
  }

  @Test
  void bfloat16WhereItIsEmulatedIsWarnedOfWithItsPrice() {
    try (var engine = Fixtures.engine(Precision.BF16)) {
      if (Processor.computesBfloat16()) {
        assertThat(engine.warnings()).isEmpty();
      } else {
        assertThat(engine.warnings().getFirst()).containsPattern("\\d+ times as long");
      }
    }
    assertThat(TorchEngine.priceOfBfloat16(74.6)).contains("takes 75 times as long as in fp32");
  }

  @Test
  void aLimitOfNativeMemoryIsSaidNotLifted() {
    assertThat(Natives.limit()).isEmpty(); // these tests run with needed.args
    assertThat(System.getProperties().stringPropertyNames())
        .as("what the flags say, and nothing that the library set")
        .filteredOn(name -> name.startsWith("org.bytedeco.javacpp.max"))
        .hasSize(2);
    assertThat(TorchEngine.limitOfNativeMemory(4L << 30))
        .contains("4096 MB of native memory")
        .contains("doctor --jvm-flags");
  }
}

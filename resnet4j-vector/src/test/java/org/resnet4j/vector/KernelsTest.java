package org.resnet4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.resnet4j.engine.Device;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.EngineOptions.Kernels;
import org.resnet4j.engine.Precision;

/** Kernels that are asked for and cannot be had are refused; no others compute in their place. */
final class KernelsTest {
  private static String refused(Precision precision, Kernels kernels) {
    var options = new EngineOptions(new Device.Cpu(), precision, 1, kernels);
    return new VectorEngineProvider().unavailable(options).orElseThrow();
  }

  @Test
  void machineCodeIsRefusedWhereNoModuleHasIt() {
    assertThat(refused(Precision.FP32, Kernels.MACHINE))
        .isEqualTo(
            "it has no machine code for fp32 here (no module of kernels is here; add"
                + " resnet4j-assembler, on a JDK of 22 or newer); use --kernels auto");
  }

  @Test
  void bfloat16HasNoKernelsInJava() {
    assertThat(refused(Precision.BF16, Kernels.PORTABLE))
        .isEqualTo("it computes bf16 by machine code alone; use --kernels auto");
  }
}

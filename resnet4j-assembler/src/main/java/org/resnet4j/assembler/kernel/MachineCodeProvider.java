package org.resnet4j.assembler.kernel;

import java.util.Optional;
import org.resnet4j.int8.kernel.KernelProvider;
import org.resnet4j.int8.kernel.KernelSet;

/** Offers kernels in machine code where the system and the processor allow them. */
public final class MachineCodeProvider implements KernelProvider {
  /** Made by the service loader. */
  public MachineCodeProvider() {}

  @Override
  public String description() {
    return ThisMachine.found()
        .target()
        .map(target -> "machine code, " + target.name())
        .orElse("machine code");
  }

  @Override
  public Optional<String> obstacle() {
    return ThisMachine.found().obstacle();
  }

  @Override
  public KernelSet open() {
    var machine = ThisMachine.found();
    return new MachineKernels(
        machine.target().orElseThrow(() -> new IllegalStateException(machine.obstacle().get())));
  }
}

package org.resnet4j.vector.kernel.memory;

import org.resnet4j.vector.kernel.machine.MachineProvider;
import org.resnet4j.vector.kernel.machine.Providers;

/** The width of the widest vectors that machine code can take here. */
final class ProvidedWidth {
  /** Where there is no machine code: the JVM's compiler makes vectors of loops over so many. */
  private static final int WITHOUT = 8;

  private ProvidedWidth() {}

  static int get() {
    return Providers.FLOATS.all().stream()
        .filter(one -> one.obstacle().isEmpty())
        .mapToInt(MachineProvider::lanes)
        .max()
        .orElse(WITHOUT);
  }
}

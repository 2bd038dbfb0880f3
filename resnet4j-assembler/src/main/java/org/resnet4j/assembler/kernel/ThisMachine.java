package org.resnet4j.assembler.kernel;

import java.util.Optional;
import org.resnet4j.assembler.processor.Cpuid;

/**
 * What this machine is, asked once.
 *
 * @param target what code can be made for
 * @param obstacle why there is none, and what would change that
 */
record ThisMachine(Optional<CodeTarget> target, Optional<String> obstacle) {
  private static final String PAGES =
      "the system refuses executable pages (SELinux or a container's rules); without them plain"
          + " loops compute";

  /** Asked when the first kernels are wanted. */
  private static final class Asked {
    static final ThisMachine MACHINE = ask();
  }

  static ThisMachine found() {
    return Asked.MACHINE;
  }

  private static ThisMachine ask() {
    var system = System.getProperty("os.name");
    var processor = System.getProperty("os.arch");
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      return without(
          "kernels in machine code are made for Linux on x86-64, this is %s on %s"
              .formatted(system, processor));
    }
    try {
      return Cpuid.features()
          .map(
              features ->
                  CodeTarget.of(features).map(ThisMachine::with).orElseGet(ThisMachine::tooOld))
          .orElseGet(() -> without(PAGES));
    } catch (IllegalCallerException | ExceptionInInitializerError e) {
      return without(
          "Java was told to deny native access: start it with --enable-native-access=ALL-UNNAMED");
    }
  }

  private static ThisMachine with(CodeTarget target) {
    return new ThisMachine(Optional.of(target), Optional.empty());
  }

  private static ThisMachine tooOld() {
    return without("the processor has no dot products of bytes (AVX-512 VNNI or AVX-VNNI)");
  }

  private static ThisMachine without(String obstacle) {
    return new ThisMachine(Optional.empty(), Optional.of(obstacle));
  }
}

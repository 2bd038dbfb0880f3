package org.resnet4j.assembler.processor;

import java.util.Optional;

/**
 * Whether machine code can run here, asked once.
 *
 * @param processor what there is to use; empty if there is an obstacle
 * @param obstacle why no machine code can run, one sentence without its full stop
 */
public record Permission(Optional<ProcessorFeatures> processor, Optional<String> obstacle) {
  /** What is said where the system refuses executable pages. */
  public static final String NO_PAGES =
      "the system refuses executable pages (SELinux or a container's rules)";

  /** Asked when the first code is wanted. */
  private static final class Asked {
    static final Permission HERE = ask();
  }

  /** {@return what is so on this machine} */
  public static Permission here() {
    return Asked.HERE;
  }

  private static Permission ask() {
    var system = System.getProperty("os.name");
    var processor = System.getProperty("os.arch");
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      return without(
          "kernels in machine code are made for Linux on x86-64, this is %s on %s"
              .formatted(system, processor));
    }
    try {
      return Cpuid.features()
          .map(features -> new Permission(Optional.of(features), Optional.empty()))
          .orElseGet(() -> without(NO_PAGES));
    } catch (IllegalCallerException | ExceptionInInitializerError e) {
      return without(
          "Java was told to deny native access: start it with --enable-native-access=ALL-UNNAMED");
    }
  }

  private static Permission without(String obstacle) {
    return new Permission(Optional.empty(), Optional.of(obstacle));
  }
}

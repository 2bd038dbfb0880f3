package org.resnet4j.cli.doctor;

import java.util.List;
import java.util.Locale;

/** The JVM: its version, its heap, its flags. */
final class JvmChecks {
  private static final int NEWEST_LTS = 25;
  private static final int FIRST_SOUND_UPDATE = 3;

  private JvmChecks() {}

  /** JDK 21 or newer, and none whose collector moves arrays while native code copies them. */
  static Check java(Runtime.Version version) {
    var found =
        "%s %s, %s"
            .formatted(
                System.getProperty("java.vm.name"), version, System.getProperty("java.home"));
    if (version.feature() == NEWEST_LTS
        && version.interim() == 0
        && version.update() < FIRST_SOUND_UPDATE) {
      return Check.bad(
          "java",
          found,
          "in JDK 25.0.0 to 25.0.2 G1 may move an array that is pinned (JDK-8377811), and JavaCPP"
              + " copies through such arrays; use 25.0.3 or newer");
    }
    return new Check(
        "java",
        found,
        true,
        true,
        version.feature() < NEWEST_LTS ? "JDK 25 is faster; set JAVA_HOME to one" : "");
  }

  static Check heap() {
    return Check.good(
        "heap",
        String.format(
            Locale.ROOT,
            "%.1f GiB at most",
            Runtime.getRuntime().maxMemory() / (double) (1 << 30)));
  }

  /** Whether this JVM was started with the flags that the engines need. */
  static Check flags(List<String> given) {
    var missing = JvmFlags.all().stream().filter(flag -> !given.contains(flag)).toList();
    return missing.isEmpty()
        ? Check.good("flags", "all flags that the engines need are set")
        : Check.bad(
            "flags",
            String.format(
                Locale.ROOT,
                "%d of the %d flags that the engines need are not set",
                missing.size(),
                JvmFlags.all().size()),
            "start with ./resnet4j, or pass the flags that 'doctor --jvm-flags' prints to the JVM");
  }
}

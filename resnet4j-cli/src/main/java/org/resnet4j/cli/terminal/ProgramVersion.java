package org.resnet4j.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: our version and the JVM's. */
public final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "resnet4j " + number(),
      "%s %s, %s %s"
          .formatted(
              System.getProperty("java.vm.name"),
              Runtime.version(),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }

  /** The version of this build; "development" when it runs from a folder of classes. */
  public static String number() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

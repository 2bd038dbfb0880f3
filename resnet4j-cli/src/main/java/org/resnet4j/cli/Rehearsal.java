package org.resnet4j.cli;

/**
 * Runs what is to answer at once, one command after the other. The launcher starts it after a build
 * in a JVM that notes which classes it loads, and makes an archive of them for later starts.
 */
final class Rehearsal {
  private static final String[][] COMMANDS = {
    {"--version"},
    {"--help"},
    {"predict", "--help"},
    {"models"},
    {"recipes"},
    {"datasets", "list"},
    {"scale", "--help"},
    {"describe", "resnet20"},
    {"describe", "resnet50", "--json"},
  };

  private Rehearsal() {}

  /**
   * Runs them.
   *
   * @param pictures for {@code predict}
   */
  public static void main(String[] pictures) {
    for (var command : COMMANDS) {
      Main.answered(command);
    }
    for (var picture : pictures) {
      Main.answered("predict", "--engine", "vector", picture);
    }
  }
}

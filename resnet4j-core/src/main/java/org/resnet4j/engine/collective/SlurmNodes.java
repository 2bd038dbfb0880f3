package org.resnet4j.engine.collective;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Slurm's short forms: {@code node[03-05,9],login} for nodes, {@code 2(x3),1} for tasks. */
final class SlurmNodes {
  private static final Pattern FIRST = Pattern.compile("([^,\\[]+)(?:\\[([^\\],-]+)[^\\]]*\\])?.*");
  private static final Pattern GROUP = Pattern.compile("(\\d+)(?:\\(x(\\d+)\\))?");

  private SlurmNodes() {}

  /** The first node of a list: {@code node03}; nothing if there is no list. */
  static String first(@Nullable String nodes) {
    var found = FIRST.matcher(nodes == null ? "" : nodes);
    if (!found.matches()) {
      return "";
    }
    return found.group(1) + (found.group(2) == null ? "" : found.group(2));
  }

  /** How many tasks a node has, by its number in the step. */
  static int tasks(@Nullable String perNode, int node, int otherwise) {
    var groups = GROUP.matcher(perNode == null ? "" : perNode);
    int passed = 0;
    while (groups.find()) {
      passed += groups.group(2) == null ? 1 : Integer.parseInt(groups.group(2));
      if (node < passed) {
        return Integer.parseInt(groups.group(1));
      }
    }
    return otherwise;
  }
}

package org.resnet4j.vector.kernel.microkernel.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of a class of static methods, formatted. */
final class BlockSource {
  private static final String EPILOGUE =
      "import org.resnet4j.vector.kernel.machine.BlockEpilogue;\n";

  private static final String PACKAGE = "org.resnet4j.vector.kernel.microkernel.block";

  /** Columns of a line. */
  private static final int WIDTH = 100;

  private static final List<String> STATIC_IMPORTS =
      List.of(
          "jdk.incubator.vector.FloatVector.broadcast",
          "jdk.incubator.vector.FloatVector.fromArray",
          "jdk.incubator.vector.FloatVector.zero",
          "jdk.incubator.vector.VectorOperators.LT",
          "org.resnet4j.vector.kernel.memory.Lanes.LANES",
          "org.resnet4j.vector.kernel.memory.Species.SPECIES");

  private final String name;
  private final String comment;
  private final List<String> members = new ArrayList<>();

  /**
   * @param comment the lines of the class's comment
   */
  BlockSource(String name, String comment) {
    this.name = name;
    this.comment = comment;
    members.add("private %s() {}\n".formatted(name));
  }

  String name() {
    return name;
  }

  /** Adds a constant. */
  BlockSource constant(String comment, String declaration) {
    members.add(
        members.size() - 1, javadoc(comment, 2) + "public static final " + declaration + ";\n");
    return this;
  }

  /**
   * Adds a method without a result.
   *
   * @param parameters its parameters, separated by commas
   * @param body its statements, indented by the braces that are open
   */
  BlockSource method(String comment, String method, String parameters, String body) {
    String head = "public static void " + method + "(";
    String[] each = parameters.strip().split(",\\s*");
    String line = head + String.join(", ", each) + ") {";
    if (line.length() + 2 > WIDTH) {
      String all = String.join(", ", each) + ") {";
      line =
          head + "\n    " + (all.length() + 6 > WIDTH ? String.join(",\n    ", each) + ") {" : all);
    }
    members.add(javadoc(comment, 2) + line + "\n" + indent(body, 1) + "}\n");
    return this;
  }

  /** A comment, its words filled into lines. */
  private static String javadoc(String comment, int indent) {
    String text = String.join(" ", comment.strip().split("\\s+"));
    if (indent + text.length() + 7 <= WIDTH) {
      return "/** " + text + " */\n";
    }
    var to = new StringBuilder("/**\n *");
    int column = indent + 2;
    for (String word : text.split(" ")) {
      if (column + 1 + word.length() > WIDTH) {
        to.append("\n *");
        column = indent + 2;
      }
      to.append(' ').append(word);
      column += 1 + word.length();
    }
    return to.append("\n */\n").toString();
  }

  /** Lines indented by the braces that are open around them. */
  private static String indent(String body, int open) {
    var to = new StringBuilder();
    int depth = open;
    for (String line : body.lines().map(String::strip).toList()) {
      depth -= line.startsWith("}") ? 1 : 0;
      to.append("  ".repeat(depth)).append(line).append('\n');
      depth += line.endsWith("{") ? 1 : 0;
    }
    return to.toString();
  }

  @Override
  public String toString() {
    return name;
  }

  /** The whole file. */
  String text() {
    String body =
        members.stream()
            .map(
                member ->
                    member
                        .lines()
                        .map(l -> l.isEmpty() ? "\n" : "  " + l + "\n")
                        .collect(Collectors.joining()))
            .collect(Collectors.joining("\n"));
    String imports =
        STATIC_IMPORTS.stream()
            .filter(
                type ->
                    body.matches("(?s).*\\b" + type.substring(type.lastIndexOf('.') + 1) + "\\b.*"))
            .map("import static %s;\n"::formatted)
            .collect(Collectors.joining());
    return Stream.of(
            "// Written by BlockGenerator, in the tests of this module: change it there.\n"
                + "package "
                + PACKAGE
                + ";\n",
            imports,
            "import jdk.incubator.vector.FloatVector;\n"
                + (body.contains("BlockEpilogue") ? EPILOGUE : ""),
            javadoc(comment, 0) + "public final class " + name + " {\n" + body + "}\n")
        .collect(Collectors.joining("\n"));
  }
}

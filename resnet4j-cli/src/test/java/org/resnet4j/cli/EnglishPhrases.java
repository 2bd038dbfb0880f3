package org.resnet4j.cli;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;

/** The English phrases of sources, as a catalogue has them: values are conversions. */
final class EnglishPhrases extends TreePathScanner<Void, Void> {
  /** Words between letters: {@code first layer}, not {@code conv1}. */
  private static final String WORDS =
      "(?s).*[A-Za-z,;:)] +[(“]?[A-Za-z]{2,}.*|.*[a-z]{3,} [a-z%].*";

  /** What only a mistake in a program brings about. */
  private static final String BUGS = "(IllegalState|NullPointer|IndexOutOfBounds|Assertion).*";

  private final boolean errors;
  private final Set<String> found = new TreeSet<>();

  private EnglishPhrases(boolean errors) {
    this.errors = errors;
  }

  /** What these modules say to people, errors apart. */
  static Set<String> said(String... folders) throws IOException {
    return in(false, folders);
  }

  /** The errors of these modules. */
  static Set<String> errors(String... folders) throws IOException {
    return in(true, folders);
  }

  private static Set<String> in(boolean errors, String... folders) throws IOException {
    var scanner = new EnglishPhrases(errors);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var sources = new ArrayList<Path>();
    for (var folder : folders) {
      try (var files = Files.walk(Repository.root().resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources));
      task.parse().forEach(unit -> scanner.scan(unit, null));
    }
    return scanner.found;
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void nothing) {
    if (literal.getValue() instanceof String) {
      found(literal);
    }
    return null;
  }

  @Override
  public Void visitBinary(BinaryTree sum, Void nothing) {
    if (sum.getKind() == Tree.Kind.PLUS && hasText(sum)) {
      found(sum);
      values(sum).forEach(value -> scan(value, null));
      return null;
    }
    return super.visitBinary(sum, nothing);
  }

  /** Help is read off the commands. */
  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
    return null;
  }

  /** A catalogue of errors holds what exceptions say, the other what nothing else says. */
  @Override
  public Void visitNewClass(NewClassTree made, Void nothing) {
    var name = made.getIdentifier().toString();
    boolean exception = name.matches(".*(Exception|Error)");
    if (exception && (!errors || name.matches(BUGS))) {
      return null;
    }
    return super.visitNewClass(made, nothing);
  }

  private void found(ExpressionTree text) {
    if (errors && !insideException()) {
      return;
    }
    var phrase = phrase(text, isFormat()).replaceAll("^[;,.:]? +|[;,:]? +$", "");
    if (phrase.matches(WORDS) && !phrase.matches("(?s)\\s*[<{:.].*|.*[<{]/?[a-z].*")) {
      found.add(phrase);
    }
  }

  private boolean insideException() {
    for (var path = getCurrentPath(); path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof NewClassTree made) {
        return made.getIdentifier().toString().matches(".*(Exception|Error)");
      }
    }
    return false;
  }

  /** Whether the text is given to a formatter, ours among them. */
  private boolean isFormat() {
    var path = getCurrentPath().getParentPath();
    while (path.getLeaf() instanceof ParenthesizedTree
        || path.getLeaf() instanceof ConditionalExpressionTree) {
      path = path.getParentPath();
    }
    var leaf = path.getLeaf();
    if (leaf instanceof MethodInvocationTree call) {
      return call.getMethodSelect()
          .toString()
          .matches("(?s)(.*\\W)?(format|printf|say|said|tell|line|require|that)");
    }
    return leaf.toString().endsWith(".formatted");
  }

  private static boolean hasText(ExpressionTree part) {
    return switch (part) {
      case LiteralTree literal -> literal.getValue() instanceof String;
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          hasText(sum.getLeftOperand()) || hasText(sum.getRightOperand());
      case ParenthesizedTree inner -> hasText(inner.getExpression());
      default -> false;
    };
  }

  private static List<ExpressionTree> values(ExpressionTree part) {
    return switch (part) {
      case LiteralTree literal -> List.of();
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
        var values = new ArrayList<>(values(sum.getLeftOperand()));
        values.addAll(values(sum.getRightOperand()));
        yield values;
      }
      default -> List.of(part);
    };
  }

  private static String phrase(ExpressionTree part, boolean format) {
    return switch (part) {
      case LiteralTree literal when literal.getValue() instanceof String text ->
          format ? text : text.replace("%", "%%");
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          phrase(sum.getLeftOperand(), format) + phrase(sum.getRightOperand(), format);
      default -> "%s";
    };
  }
}

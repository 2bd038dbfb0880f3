package org.resnet4j.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resnet4j.report.language.Language;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of every command in the user's language, as the bundle that picocli looks it up in. */
public final class TranslatedHelp extends ResourceBundle {
  private final Map<String, Object> texts = new LinkedHashMap<>();
  private final Language language;

  private TranslatedHelp(Language language) {
    this.language = language;
  }

  /** Puts a command line's help into this language. */
  public static void in(Language language, CommandLine line) {
    if (!language.equals(Language.ENGLISH)) {
      var bundle = new TranslatedHelp(language);
      bundle.add(line.getCommandSpec());
      line.setResourceBundle(bundle);
    }
  }

  private void add(CommandSpec command) {
    texts(command.usageMessage());
    command.options().forEach(option -> add(command, option, option.names()));
    command
        .positionalParameters()
        .forEach(
            parameter ->
                add(command, parameter, parameter.paramLabel() + "[" + parameter.index() + "]"));
    command.subcommands().values().forEach(inner -> add(inner.getCommandSpec()));
  }

  private void texts(UsageMessageSpec usage) {
    usage.synopsisHeading(language.say(usage.synopsisHeading()));
    usage.commandListHeading(language.say(usage.commandListHeading()));
    usage.exitCodeListHeading(language.say(usage.exitCodeListHeading()));
    usage.footerHeading(language.say(usage.footerHeading()));
    usage.description(said(usage.description()));
    usage.footer(paragraphs(usage.footer()).map(this::example).toArray(String[]::new));
    var codes = new LinkedHashMap<String, String>();
    usage.exitCodeList().forEach((code, words) -> codes.put(code, language.say(words)));
    usage.exitCodeList(codes);
  }

  /** The lines of a footer, in which those of a paragraph are one; examples are indented. */
  public static Stream<String> paragraphs(String... footer) {
    var lines = new ArrayList<String>();
    for (var line : footer) {
      boolean goesOn = !lines.isEmpty() && isProse(lines.getLast()) && isProse(line);
      lines.add(goesOn ? lines.removeLast() + " " + line : line);
    }
    return lines.stream();
  }

  private static boolean isProse(String line) {
    return !line.isBlank() && !line.startsWith(" ");
  }

  /** Commands stay; what follows one is a comment. */
  private String example(String line) {
    int comment = line.indexOf("# ");
    if (!line.startsWith("  ")) {
      return language.say(line);
    }
    return comment < 0
        ? line
        : line.substring(0, comment + 2) + language.say(line.substring(comment + 2));
  }

  private void add(CommandSpec command, ArgSpec argument, String... names) {
    for (var name : names) {
      var key = command.qualifiedName(".") + "." + name.replaceAll("^-+", "");
      var said = said(argument.description());
      for (int i = 0; i < said.length; i++) {
        texts.put(said.length == 1 ? key : key + "." + i, said[i]);
      }
    }
  }

  private String[] said(String... english) {
    return Arrays.stream(english).map(language::say).toArray(String[]::new);
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}

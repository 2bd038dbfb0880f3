package org.resnet4j.cli;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.resnet4j.cli.terminal.TranslatedHelp;
import picocli.CommandLine.Model.CommandSpec;

/** All that the help of the commands says in English. */
final class HelpPhrases {
  private final Set<String> found = new TreeSet<>();

  private HelpPhrases() {}

  static Set<String> all() {
    var phrases = new HelpPhrases();
    phrases.of(Resnet4j.whole().getCommandSpec());
    return phrases.found;
  }

  private void of(CommandSpec command) {
    var usage = command.usageMessage();
    add(usage.synopsisHeading(), usage.commandListHeading(), usage.footerHeading());
    add(usage.exitCodeListHeading());
    add(usage.description());
    usage.exitCodeList().values().forEach(this::add);
    TranslatedHelp.paragraphs(usage.footer()).forEach(this::line);
    command.options().forEach(option -> add(option.description()));
    command.positionalParameters().forEach(parameter -> add(parameter.description()));
    command.subcommands().values().forEach(inner -> of(inner.getCommandSpec()));
  }

  private void line(String line) {
    int comment = line.indexOf("# ");
    if (!line.startsWith("  ")) {
      add(line);
    } else if (comment >= 0) {
      add(line.substring(comment + 2));
    }
  }

  private void add(String... texts) {
    Arrays.stream(texts).filter(text -> text.matches("(?s).*[a-z]{2}.*")).forEach(found::add);
  }
}

package org.resnet4j.cli.data;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the data sets that are known by name. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the known data sets.",
    footerHeading = "%nExamples:%n",
    footer = "  resnet4j datasets list --json | jq '.datasets[].name'")
public final class DatasetsListCommand implements Callable<Integer> {
  @Mixin Answer answer;

  @Override
  public Integer call() {
    var all = DataOptions.datasets(answer, true).list();
    return answer.give(
        Map.of("datasets", all),
        out -> {
          var table = answer.table("name", "what", "MB", "here");
          for (var one : all) {
            table.row(
                one.name(),
                answer.say(one.title()),
                String.format(Locale.ROOT, "%.1f", one.bytes() / 1e6),
                answer.say(one.here() ? one.where() : "no; datasets fetch " + one.name()));
          }
          table.print(out);
        });
  }
}

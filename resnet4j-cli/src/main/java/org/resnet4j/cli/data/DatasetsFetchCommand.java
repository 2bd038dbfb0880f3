package org.resnet4j.cli.data;

import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fetches a data set into the cache. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Fetch a data set into the cache and check its hashes.",
    footerHeading = "%nExamples:%n",
    footer = "  resnet4j datasets fetch mnist")
public final class DatasetsFetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "See: resnet4j datasets list.")
  String name;

  @Mixin Answer answer;

  @Override
  public Integer call() {
    var folder = DataOptions.datasets(answer, false).fetch(name).toString();
    return answer.give(
        Map.of("name", name, "folder", folder),
        out -> answer.tell(out, "%s is in the folder %s", name, folder));
  }
}

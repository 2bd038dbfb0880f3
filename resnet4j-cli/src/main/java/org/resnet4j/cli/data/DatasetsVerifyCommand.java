package org.resnet4j.cli.data;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.resnet4j.cli.options.DataOptions;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.data.source.FileStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a data set's files against their hashes. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check every file of a data set against its hash.",
    footerHeading = "%nExamples:%n",
    footer = "  resnet4j datasets verify mnist")
public final class DatasetsVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "See: resnet4j datasets list.")
  String name;

  @Mixin Answer answer;

  @Override
  public Integer call() {
    var files = DataOptions.datasets(answer, true).verify(name);
    boolean good =
        files.stream()
            .noneMatch(
                file ->
                    file.state() == FileStatus.State.MISSING
                        || file.state() == FileStatus.State.DAMAGED);
    answer.give(
        Map.of("name", name, "good", good, "files", files.stream().map(this::fields).toList()),
        out -> {
          var table = answer.table("file", "state", "detail");
          files.forEach(
              file -> table.row(file.path(), answer.say(state(file)), answer.say(file.detail())));
          table.print(out);
        });
    return good ? 0 : 1;
  }

  private Map<String, String> fields(FileStatus file) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("file", file.path().toString());
    fields.put("state", state(file));
    fields.put("detail", file.detail());
    return fields;
  }

  private static String state(FileStatus file) {
    return file.state().name().toLowerCase(Locale.ROOT);
  }
}

package org.resnet4j.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.report.training.RunComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts several trainings on one page. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Put several trainings on one page: their results, their curves over each other, and in"
            + " what their recipes differ.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j compare runs/",
      "  resnet4j compare runs/plain56-mnist runs/resnet56-mnist -o both.html"
    })
public final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders of runs, or folders that hold them.")
  List<Path> folders = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.html",
      description = "The page (default: compare.html in the first folder).")
  @Nullable Path output;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var comparison = RunComparison.of(folders);
    var page = output == null ? folders.getFirst().resolve("compare.html") : output;
    AtomicFile.write(page, comparison.html(answer.language()));
    return answer.give(
        Map.of("runs", comparison.size(), "page", page.toString()),
        out -> answer.tell(out, "%d runs compared: %s", comparison.size(), page));
  }
}

package org.resnet4j.cli.watch;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.Range;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.serve.watch.TrainingWatch;
import picocli.CommandLine.Option;

/** Whether and where trainings are shown while they run. */
public final class WatchOptions {
  private static final int PORT = 8080;
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  @Option(
      names = "--watch",
      description =
          "Show the training on a page of this machine while it runs: curves, the gradient at every"
              + " layer, sample pictures; pause and stop it there.")
  boolean watch;

  @Option(
      names = "--watch-port",
      paramLabel = "N",
      description = "The page's port (default: 8080, or one that is free).")
  @Range(from = 0, to = 65_535)
  @Nullable Integer port;

  /** The page, if it is wanted; its address is told. */
  public Watched open(Answer answer) throws IOException {
    return watch || port != null
        ? new Watched(Optional.of(page(answer, line -> {})))
        : new Watched(Optional.empty());
  }

  /** The page, whether or not it is asked for. */
  public TrainingWatch page(Answer answer, Consumer<String> log) throws IOException {
    JETTY.setLevel(Level.WARNING);
    var page = port == null ? anywhere(log) : TrainingWatch.at(port, log);
    answer.note("watch it at http://localhost:%d/".formatted(page.port()));
    return page;
  }

  private static TrainingWatch anywhere(Consumer<String> log) throws IOException {
    try {
      return TrainingWatch.at(PORT, log);
    } catch (IOException e) {
      return TrainingWatch.at(0, log);
    }
  }
}

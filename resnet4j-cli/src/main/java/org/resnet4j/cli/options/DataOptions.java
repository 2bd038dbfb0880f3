package org.resnet4j.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resnet4j.classify.Origin;
import org.resnet4j.cli.packages.PackageSources;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.cli.terminal.Errors;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Split;
import org.resnet4j.data.loader.Unreadable;
import org.resnet4j.data.source.Datasets;
import org.resnet4j.fetch.CachePaths;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images, and how they are obtained. */
public final class DataOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "NAME|DIR",
      description = "mnist, fashion-mnist, cifar10, cifar100, mnist-sample, or a folder.")
  @Nullable String data;

  @Option(names = "--offline", description = "Use only what is on this machine; fetch nothing.")
  boolean offline;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that prepare images (default: ${DEFAULT-VALUE}).")
  @Range(from = 1, to = 256)
  int workers = 1;

  @Option(
      names = "--strict",
      description = "Stop at an image that cannot be read, instead of leaving it out.")
  boolean strict;

  /** What happens to an image that cannot be read. */
  public Unreadable unreadable() {
    return strict ? Unreadable.STOP : Unreadable.OMIT;
  }

  /** What {@code --data} named, if anything. */
  public @Nullable String data() {
    return data;
  }

  /** Whether fetching is disabled. */
  public boolean offline() {
    return offline;
  }

  /** The number of threads that prepare images. */
  public int workers() {
    return workers;
  }

  /** The data set that is named, else the one that weights learned from; else wrong usage. */
  public String set(Origin origin) {
    return Optional.ofNullable(data)
        .or(origin::dataSet)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(), "--data is missing: the images to use"));
  }

  /** The data sets of this machine, with progress of downloads on standard error. */
  public Datasets datasets(Answer answer) {
    return datasets(answer, offline);
  }

  public static Datasets datasets(Answer answer, boolean offline) {
    Path cache = CachePaths.standard();
    return new Datasets(cache, offline, new FetchProgress(answer)).alsoFrom(PackageSources.ALL);
  }

  /** Opens a data set. */
  public Split open(String name, Answer answer) {
    var split = datasets(answer).open(name);
    split.train().notes().forEach(answer::note);
    split.test().notes().forEach(answer::note);
    return split;
  }

  /**
   * Opens a data set; where it is not there and cannot be fetched, says so and uses its sample
   * inside the library, if there is one.
   *
   * @param name the name that was given
   */
  public Opened openOrSample(String name, Answer answer) {
    try {
      return new Opened(name, open(name, answer));
    } catch (DataException e) {
      var card = Datasets.card(name);
      var sample = card.sample().orElseThrow(() -> e);
      if (datasets(answer).present(name)) {
        throw e; // damaged: what is there is to be mended, not replaced by something smaller
      }
      answer.note(
          "note: ",
          "%s cannot be fetched (%s); using the sample inside the library instead"
              .formatted(card.title(), Errors.sentence(e)));
      return new Opened(sample, open(sample, answer));
    }
  }

  /** A data set and its name. */
  public record Opened(String name, Split split) {}
}

package org.resnet4j.cli.train;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Times;
import org.resnet4j.report.language.Language;
import org.resnet4j.train.event.TrainingEvent;

/**
 * Shows a training on standard error: in a terminal one line that is redrawn, elsewhere a plain
 * line every few seconds; evaluations and warnings get lines of their own.
 */
final class ProgressBar implements Consumer<TrainingEvent> {
  private static final int MOST_CELLS = 24;
  private static final double EVERY_LIVE = 0.1;
  private static final double EVERY_PLAIN = 5;
  private static final double SMOOTH = 0.05;

  private final PrintWriter err;
  private final Language language;
  private final boolean live;
  private long iterations = 1;
  private long perEpoch = 1;
  private long done;
  private double timeLimit = Double.POSITIVE_INFINITY;
  private double began = -1;
  private double shown = Double.NEGATIVE_INFINITY;
  private double loss = Double.NaN;
  private double accuracy = Double.NaN;
  private double rate = Double.NaN;
  private int drawn;

  /** Updated in place where the launcher found a terminal at standard error. */
  ProgressBar(PrintWriter err, Language language) {
    this(err, language, Boolean.getBoolean("resnet4j.terminal"));
  }

  ProgressBar(PrintWriter err, Language language, boolean live) {
    this.err = err;
    this.language = language;
    this.live = live;
  }

  @Override
  public void accept(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started e -> started(e);
      case TrainingEvent.Step e -> step(e);
      case TrainingEvent.Evaluated e -> {
        line(
            "",
            "epoch %d: test accuracy %.2f %%, test loss %.4f, after %s%s",
            e.epoch(),
            100 * e.evaluation().accuracy(),
            e.evaluation().meanLoss(),
            Times.clock(e.seconds()),
            Rivals.words(e.contest()));
      }
      case TrainingEvent.Warning e -> line("warning: ", "%s", e.message());
      case TrainingEvent.Done e -> clear();
      case TrainingEvent.Interrupted e -> clear();
      case TrainingEvent.Failed e -> clear();
      case TrainingEvent.Probed e -> {}
      case TrainingEvent.EpochDone e -> {}
      case TrainingEvent.CheckpointSaved e -> {}
    }
    err.flush();
  }

  private void started(TrainingEvent.Started e) {
    iterations = e.iterations();
    perEpoch = e.perEpoch();
    done = e.done();
    e.recipe().budget().timeLimit().ifPresent(limit -> timeLimit = limit.toNanos() / 1e9);
    line(
        "",
        "%s on %s: %,d parameters, %,d images per epoch",
        e.recipe().model().name(),
        e.recipe().data().set(),
        e.parameters(),
        e.examples());
    line("engine: ", "%s", e.engine());
    if (done > 0) {
      line("", "resuming after iteration %,d of %,d", done, iterations);
    }
  }

  private void step(TrainingEvent.Step e) {
    loss = smooth(loss, e.batch().loss());
    accuracy = smooth(accuracy, e.batch().top1());
    rate = smooth(rate, e.batch().imagesPerSecond());
    if (began < 0) {
      began = e.seconds();
    }
    boolean last = e.iteration() == iterations;
    if (last || e.seconds() - shown >= (live ? EVERY_LIVE : EVERY_PLAIN)) {
      shown = e.seconds();
      show(e);
    }
  }

  private void show(TrainingEvent.Step e) {
    double fraction = e.iteration() / (double) iterations;
    var numbers =
        said(
            "loss %.4f  accuracy %.2f %%  %,.0f img/s  %s left",
            loss, 100 * accuracy, rate, left(e));
    var epoch = said("epoch %d/%d", e.epoch(), (int) Math.ceil(iterations / (double) perEpoch));
    if (live) {
      redraw(
          "%s %s %s"
              .formatted(
                  epoch, bar(fraction, Lines.columns(epoch) + Lines.columns(numbers)), numbers));
    } else {
      err.println("%s  %3.0f %%  %s".formatted(epoch, 100 * fraction, numbers));
    }
  }

  /** As long as what stands beside it lets it be. */
  private static String bar(double fraction, int beside) {
    int cells = Math.clamp(Lines.width() - 3L - beside, 0, MOST_CELLS);
    int full = (int) Math.round(fraction * cells);
    return "━".repeat(full) + "┄".repeat(cells - full);
  }

  /**
   * From the pace since this process began, which one step does not tell; at most the time limit.
   */
  private String left(TrainingEvent.Step e) {
    long here = e.iteration() - done;
    if (here <= 1 && e.iteration() < iterations) {
      return "…";
    }
    double pace = (e.seconds() - began) / Math.max(1, here - 1);
    double left = pace * (iterations - e.iteration());
    return Times.clock(Math.min(left, Math.max(0, timeLimit - e.seconds())));
  }

  private static double smooth(double mean, double value) {
    return Double.isNaN(mean) ? value : mean + SMOOTH * (value - mean);
  }

  private void redraw(String text) {
    int width = Lines.columns(text);
    err.print("\r" + text + " ".repeat(Math.max(0, drawn - width)));
    drawn = width;
  }

  /** Of an English text made of values, in lines that fit. */
  private void line(String first, String english, Object... values) {
    clear();
    var start = language.say(first);
    Lines.wrap(start, said(english, values), Lines.columns(start)).forEach(err::println);
  }

  private String said(String english, Object... values) {
    return language.say(String.format(Locale.ROOT, english, values));
  }

  private void clear() {
    if (drawn > 0) {
      err.print("\r" + " ".repeat(drawn) + "\r");
      drawn = 0;
    }
  }
}

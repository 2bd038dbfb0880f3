package org.resnet4j.cli.lab;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.resnet4j.cli.terminal.Lines;
import org.resnet4j.cli.terminal.Times;
import org.resnet4j.lab.Laboratory.Event;
import org.resnet4j.lab.Pace;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.report.language.Language;

/**
 * Shows the progress of an experiment on standard error: in a terminal one line that is updated,
 * elsewhere a plain line every few seconds.
 */
final class LabProgress implements Consumer<Event>, AutoCloseable {
  private static final double EVERY_LIVE = 0.2;
  private static final double EVERY_PLAIN = 15;

  /**
   * The fraction of the plan that must be done before the measured pace weighs as much as the
   * estimate.
   */
  private static final double DOUBT = 0.2;

  private final PrintWriter err;
  private final Language language;
  private final boolean live = Boolean.getBoolean("resnet4j.terminal");
  private final long began = System.nanoTime();
  private double planned;
  private double done;
  private double factor = 1;
  private double spent;
  private final Pace pace;
  private double shown = Double.NEGATIVE_INFINITY;
  private int drawn;
  private String place = "";

  /**
   * @param left the parts that will run
   * @param pace how long they are expected to take
   */
  LabProgress(PrintWriter err, Language language, List<Part> left, Pace pace) {
    this.err = err;
    this.language = language;
    this.pace = pace;
    this.planned = pace.seconds(left);
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Began e -> {
        place = "[%d/%d] %s".formatted(e.index(), e.of(), e.part().id());
        show("");
      }
      case Event.Noted e -> show(e.words());
      case Event.Finished e -> {
        done += pace.seconds(List.of(e.part()));
        spent += e.seconds();
        double weight = planned * DOUBT;
        factor = (spent + weight) / (done + weight);
        show("finished");
      }
    }
  }

  private void show(String words) {
    double now = (System.nanoTime() - began) / 1e9;
    if (now - shown < (live ? EVERY_LIVE : EVERY_PLAIN)) {
      return;
    }
    shown = now;
    double left = planned > 0 ? Math.max(0, (planned - done) * factor - (now - spent)) : 0;
    var estimate =
        planned > 0 ? ", " + language.say("about %s left".formatted(Times.clock(left))) : "";
    var line = place + (words.isEmpty() ? "" : ": " + language.say(words)) + estimate;
    if (live) {
      line = Lines.cut(line);
      int width = Lines.columns(line);
      err.print("\r" + line + " ".repeat(Math.max(0, drawn - width)));
      drawn = width;
    } else {
      err.println(Lines.cut(line));
    }
    err.flush();
  }

  /** Ends with a clean line. */
  @Override
  public void close() {
    if (drawn > 0) {
      err.print("\r" + " ".repeat(drawn) + "\r");
      err.flush();
      drawn = 0;
    }
  }
}

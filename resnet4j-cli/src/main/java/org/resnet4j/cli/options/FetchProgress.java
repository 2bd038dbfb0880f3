package org.resnet4j.cli.options;

import java.util.Locale;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.fetch.Progress;

/** Shows the progress of a download on standard error. */
public final class FetchProgress implements Progress {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Answer answer;
  private String current = "";
  private long told;

  public FetchProgress(Answer answer) {
    this.answer = answer;
  }

  @Override
  public synchronized void report(String what, long done, long total) {
    long now = System.nanoTime();
    boolean fresh = !what.equals(current);
    if (!fresh && now - told < EVERY_NANOS) {
      return;
    }
    current = what;
    told = now;
    var size =
        total > 0
            ? String.format(Locale.ROOT, " %.1f of %.1f MB", done / 1e6, total / 1e6)
            : done > 0 ? String.format(Locale.ROOT, " %.1f MB", done / 1e6) : "";
    answer.note("fetching " + what + size);
  }

  @Override
  public void waiting(String what) {
    answer.note(what);
  }
}

package org.resnet4j.report.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.provenance.Build;
import org.resnet4j.provenance.Machine;
import org.resnet4j.provenance.Sitting;

/**
 * The provenance of a result, with which it can be reproduced.
 *
 * @param command that repeats it
 * @param engines that computed it
 * @param sittings where, by what and when it was computed, in one sitting or several
 * @param seconds of computing, over all sittings
 */
public record Provenance(
    String command,
    LabSettings settings,
    List<String> engines,
    List<Sitting> sittings,
    double seconds) {
  /** Digits of a commit that tell it from others. */
  private static final int SHORT = 10;

  public Provenance {
    engines = List.copyOf(engines);
    sittings = List.copyOf(sittings);
  }

  /** In rows of a table. */
  Map<String, String> rows() {
    var rows = new LinkedHashMap<String, String>();
    rows.put("Engine", engines.isEmpty() ? "none" : String.join("; ", engines));
    row(rows, "Processor", one -> processor(one.machine()));
    row(rows, "System", one -> one.machine().system() + ", " + one.machine().java());
    rows.put("Computing time", time(seconds));
    if (!settings.data().equals("none")) {
      rows.put("Data", settings.data());
      rows.put("Seeds", seeds());
    }
    row(rows, "resnet4j", one -> build(one.build()));
    row(rows, "Date", Sitting::date);
    return rows;
  }

  /** What the sittings had there, each once; no row where none says it. */
  private void row(Map<String, String> rows, String name, Function<Sitting, String> what) {
    var values = sittings.stream().map(what).distinct().toList();
    if (!values.isEmpty()) {
      rows.put(name, String.join("; ", values));
    }
  }

  private static String processor(Machine machine) {
    return String.format(Locale.ROOT, "%s, %d cores", machine.processor(), machine.cores());
  }

  private static String build(Build build) {
    return build.version() + build.commit().map(id -> ", commit " + shortened(id)).orElse("");
  }

  /** The first digits, and the mark of sources that differed. */
  private static String shortened(String commit) {
    return commit.replaceAll("^(.{" + SHORT + "})[^+]*", "$1");
  }

  private String seeds() {
    long first = settings.seed();
    return settings.seeds() == 1
        ? Long.toString(first)
        : String.format(Locale.ROOT, "%d to %d", first, first + settings.seeds() - 1);
  }

  private static String time(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }
}

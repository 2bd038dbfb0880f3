package org.resnet4j.report.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.provenance.Machine;

/**
 * The provenance of a result, with which it can be reproduced.
 *
 * @param command that repeats it
 * @param engines that computed it
 * @param seconds of computing, over all sittings
 * @param date of the last sitting
 * @param version of resnet4j
 * @param commit of its sources, empty where it is not known
 */
public record Provenance(
    String command,
    LabSettings settings,
    List<String> engines,
    Machine machine,
    double seconds,
    String date,
    String version,
    String commit) {
  public Provenance {
    engines = List.copyOf(engines);
  }

  /** In rows of a table. */
  Map<String, String> rows() {
    var rows = new LinkedHashMap<String, String>();
    rows.put("Engine", engines.isEmpty() ? "none" : String.join("; ", engines));
    rows.put(
        "Processor",
        String.format(Locale.ROOT, "%s, %d cores", machine.processor(), machine.cores()));
    rows.put("System", machine.system() + ", " + machine.java());
    rows.put("Computing time", time(seconds));
    if (!settings.data().equals("none")) {
      rows.put("Data", settings.data());
      rows.put("Seeds", seeds());
    }
    rows.put("resnet4j", version + (commit.isEmpty() ? "" : ", commit " + commit));
    rows.put("Date", date);
    return rows;
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

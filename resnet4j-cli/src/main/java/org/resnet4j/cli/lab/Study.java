package org.resnet4j.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.EngineChoice;
import org.resnet4j.cli.terminal.Answer;
import org.resnet4j.engine.Engine;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.provenance.Sitting;
import org.resnet4j.report.experiment.ExperimentReport;
import org.resnet4j.report.experiment.Provenance;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the {@code analyze} commands share: the output folder and the summary. */
final class Study {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for report, charts and tables (default: runs/analyze/WHAT-MODEL).")
  @Nullable Path output;

  @Mixin EngineChoice engines;
  @Mixin Answer answer;

  /** Writes the report and prints a summary of it. */
  int tell(
      String what,
      Subject subject,
      Subject.Opened opened,
      Engine engine,
      Findings findings,
      long began)
      throws IOException {
    var folder = output == null ? Path.of("runs", "analyze", what + "-" + opened.name()) : output;
    var lab = new LabSettings(opened.data(), List.of(), 0, 0, subject.batchSize, 1, subject.seed);
    var provenance =
        new Provenance(
            command(subject, opened, engine),
            lab,
            List.of(engine.description()),
            List.of(Sitting.here()),
            (System.nanoTime() - began) / 1e9);
    new ExperimentReport(findings, provenance, answer.language())
        .write(folder)
        .ifPresent(answer::note);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("what", what);
    fields.put("model", opened.name());
    fields.put("data", opened.data());
    fields.put("engine", engine.description());
    fields.put("report", folder.resolve("report.html").toString());
    fields.put("judgements", FindingsText.judgements(findings));
    fields.put("tables", FindingsText.tables(findings));
    return answer.give(
        fields,
        out -> {
          FindingsText.print(findings, answer.language(), out);
          answer.tell(out, "report: %s", folder.resolve("report.html"));
        });
  }

  private String command(Subject subject, Subject.Opened opened, Engine engine) {
    var defaults = new LinkedHashMap<String, String>();
    defaults.put("--data", opened.data());
    defaults.put("--images", Integer.toString(subject.images));
    defaults.put("--batch-size", Integer.toString(subject.batchSize));
    defaults.put("--seed", Long.toString(subject.seed));
    defaults.put("--engine", engine.name());
    return Repeat.command(subject.command, opened.name(), defaults);
  }
}

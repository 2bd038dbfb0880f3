package org.resnet4j.cli.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.resnet4j.analyze.LossLandscape;
import org.resnet4j.cli.options.Range;
import org.resnet4j.engine.Engine;
import org.resnet4j.engine.Precision;
import org.resnet4j.lab.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The loss around one network's weights. */
@Command(
    name = "landscape",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Draw the loss along random, filter-normalised directions (Li et al. 2018).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  resnet4j analyze landscape resnet20 --weights model.safetensors --data mnist",
      "  resnet4j analyze landscape plain56 --weights p56.safetensors \\",
      "      --data cifar10 --plane"
    })
public final class AnalyzeLandscapeCommand implements Callable<Integer> {
  @Mixin Subject subject;

  @Option(names = "--plane", description = "Over a plane of two directions instead of a line.")
  boolean plane;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Points along a direction (default: ${DEFAULT-VALUE}).")
  @Range(from = 2, to = 1001)
  int points = 21;

  @Option(
      names = "--radius",
      paramLabel = "R",
      description = "Distance to go, in norms of the weights (default: 1).")
  @Range(from = 1e-6, to = 1000)
  double radius = 1;

  @Mixin Study study;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    var opened = subject.open(study.answer);
    try (var engine = study.engines.open(opened.network().layer(), Precision.FP32)) {
      var findings = Studies.landscape(opened.name(), landscape(engine, opened));
      return study.tell("landscape", subject, opened, engine, findings, began);
    }
  }

  private LossLandscape landscape(Engine engine, Subject.Opened opened) {
    var network = opened.network();
    return plane
        ? LossLandscape.plane(
            engine,
            network,
            opened.batches(),
            radius,
            points,
            subject.seed,
            done -> study.answer.note("%.0f %%".formatted(100 * done)))
        : LossLandscape.line(engine, network, opened.batches(), radius, points, subject.seed);
  }
}

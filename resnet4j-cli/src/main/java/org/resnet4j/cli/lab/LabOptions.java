package org.resnet4j.cli.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resnet4j.cli.options.Range;
import org.resnet4j.lab.Laboratory;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.report.experiment.Provenance;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * What a user may vary in an experiment; options that are not given keep the experiment's own
 * values.
 */
final class LabOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "mnist, fashion-mnist, mnist-sample, cifar10, cifar100.")
  @Nullable String data;

  @Option(
      names = "--depths",
      split = ",",
      paramLabel = "N",
      description = "Depths of the networks, 6n+2: 8,20,56,110.")
  @Range(from = 1, to = 10000)
  @Nullable List<Integer> depths;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs for which each network is trained.")
  @Range(from = 1, to = 100000)
  @Nullable Integer epochs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Number of steps or repetitions measured.")
  @Range(from = 1, to = 1000000)
  @Nullable Integer steps;

  @Option(names = "--batch-size", paramLabel = "N", description = "Images per step.")
  @Range(from = 1, to = 65536)
  @Nullable Integer batchSize;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Number of repetitions, each with its own seed.")
  @Range(from = 1, to = 1000)
  @Nullable Integer seeds;

  @Option(names = "--seed", paramLabel = "N", description = "The first seed.")
  @Nullable Long seed;

  @Option(names = "--offline", description = "Use only what is on this machine; fetch nothing.")
  boolean offline;

  /** The experiment's own settings, overridden by the options given. */
  LabSettings over(Experiment experiment) {
    var base = experiment.defaults();
    var merged =
        new LabSettings(
            or(data, base.data()),
            or(depths, base.depths()),
            or(epochs, base.epochs()),
            or(steps, base.steps()),
            or(batchSize, base.batchSize()),
            or(seeds, base.seeds()),
            or(seed, base.seed()));
    var without = arguments(base);
    arguments(merged).keySet().stream()
        .filter(option -> !without.containsKey(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(
                  "%s has no %s; it has %s"
                      .formatted(experiment.name(), option, String.join(" ", without.keySet())));
            });
    return merged;
  }

  private static <T> T or(@Nullable T said, T own) {
    return said == null ? own : said;
  }

  /** The options that these settings have. */
  private static Map<String, String> arguments(LabSettings lab) {
    var all = new LinkedHashMap<String, String>();
    if (!lab.data().equals("none")) {
      all.put("--data", lab.data());
    }
    if (!lab.depths().isEmpty()) {
      all.put(
          "--depths", lab.depths().stream().map(Object::toString).collect(Collectors.joining(",")));
    }
    put(all, "--epochs", lab.epochs());
    put(all, "--steps", lab.steps());
    put(all, "--batch-size", lab.batchSize());
    if (lab.batchSize() > 0) {
      all.put("--seeds", Integer.toString(lab.seeds()));
      all.put("--seed", Long.toString(lab.seed()));
    }
    return all;
  }

  private static void put(Map<String, String> all, String option, int value) {
    if (value != 0) {
      all.put(option, Integer.toString(value));
    }
  }

  /** The settings as options. */
  String words(LabSettings lab) {
    return arguments(lab).entrySet().stream()
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The provenance of an outcome. */
  Provenance provenance(
      CommandSpec command, Experiment experiment, LabSettings lab, Laboratory.Outcome outcome) {
    return new Provenance(
        Repeat.command(command, experiment.name(), arguments(lab)),
        lab,
        outcome.engines(),
        outcome.sittings(),
        outcome.seconds());
  }
}

package org.resnet4j.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.resnet4j.engine.Engine;
import org.resnet4j.lab.experiment.Bench;
import org.resnet4j.lab.experiment.Experiment;
import org.resnet4j.lab.experiment.LabSettings;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.Findings;
import org.resnet4j.model.Layer;
import org.resnet4j.provenance.Sitting;

/**
 * Runs experiments. Each finished part leaves a small file in the experiment's folder and is never
 * repeated: an interrupted experiment continues where it stopped, and one with more depths or seeds
 * than the last runs only the new parts.
 */
public final class Laboratory {
  private final PartFiles files;
  private final Bench bench;

  /**
   * @param folder of this experiment
   * @param bench the means that parts compute with; its folder is not used
   */
  public Laboratory(Path folder, Bench bench) {
    this.files = new PartFiles(folder, bench.where());
    this.bench = bench;
  }

  /** The events of a running experiment. */
  public sealed interface Event {
    /** A part begins; {@code of} parts there are, {@code index} from 1. */
    record Began(Part part, int index, int of) implements Event {}

    /** A part reports its progress. */
    record Noted(Part part, String words) implements Event {}

    /** A part is done. */
    record Finished(Part part, double seconds) implements Event {}
  }

  /**
   * The outcome of an experiment.
   *
   * @param seconds that all of its parts took, whenever they ran
   * @param engines that computed them, as they describe themselves
   * @param sittings where, by what and when they were computed, each once
   */
  public record Outcome(
      Findings findings, double seconds, List<String> engines, List<Sitting> sittings) {}

  /** The parts that have no result yet. */
  public List<Part> unfinished(Experiment experiment, LabSettings settings) {
    return experiment.parts(settings).stream().filter(part -> files.find(part).isEmpty()).toList();
  }

  /** Multiply-adds a second of the parts that are done; empty if none is. */
  public Optional<Double> pace(Experiment experiment, LabSettings settings) {
    double work = 0;
    double seconds = 0;
    for (var part : experiment.parts(settings)) {
      var kept = files.find(part);
      work += kept.isPresent() ? part.work() : 0;
      seconds += kept.map(PartFiles.Kept::seconds).orElse(0.0);
    }
    return work > 0 && seconds > 0 ? Optional.of(work / seconds) : Optional.empty();
  }

  /**
   * Runs what is unfinished and concludes.
   *
   * @return empty if it was asked to stop before the last part
   */
  public Optional<Outcome> run(
      Experiment experiment, LabSettings settings, Consumer<Event> events) {
    var parts = experiment.parts(settings);
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (files.find(part).isPresent()) {
        continue;
      }
      if (bench.stop().getAsBoolean()) {
        return Optional.empty();
      }
      events.accept(new Event.Began(part, i + 1, parts.size()));
      if (!run(part, events)) {
        return Optional.empty();
      }
    }
    return Optional.of(outcome(experiment, settings, parts));
  }

  private boolean run(Part part, Consumer<Event> events) {
    long begin = System.nanoTime();
    var used = new ArrayList<String>();
    var place =
        new Bench(
            bench.where(),
            noting(used),
            bench.data(),
            files.workplace(part),
            bench.stop(),
            bench.spectator(),
            words -> events.accept(new Event.Noted(part, words)));
    var result = part.task().run(place);
    if (bench.stop().getAsBoolean()) {
      return false;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    var engines = String.join("; ", new TreeSet<>(used));
    files.keep(part, new PartFiles.Kept(seconds, engines, Optional.of(Sitting.here()), result));
    events.accept(new Event.Finished(part, seconds));
    return true;
  }

  private Function<Layer, Engine> noting(List<String> used) {
    return layer -> {
      var engine = bench.engines().apply(layer);
      used.add(engine.description());
      return engine;
    };
  }

  private Outcome outcome(Experiment experiment, LabSettings settings, List<Part> parts) {
    var results = new LinkedHashMap<String, JsonNode>();
    var engines = new TreeSet<String>();
    var sittings = new LinkedHashSet<Sitting>();
    double seconds = 0;
    for (var part : parts) {
      var kept = files.find(part).orElseThrow();
      kept.sitting().ifPresent(sittings::add);
      results.put(part.id(), kept.result());
      seconds += kept.seconds();
      if (!kept.engine().isEmpty()) {
        engines.add(kept.engine());
      }
    }
    for (var other : experiment.uses()) {
      files.findingsOf(other).ifPresent(found -> results.put("findings/" + other, found));
    }
    return new Outcome(
        experiment.findings(settings, results),
        seconds,
        List.copyOf(engines),
        List.copyOf(sittings));
  }
}

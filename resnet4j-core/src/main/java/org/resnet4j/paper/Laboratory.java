package org.resnet4j.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.resnet4j.files.AtomicFile;

/**
 * Runs experiments. Each finished part leaves {@code parts/ID.json} in the experiment's folder and
 * is never repeated: an experiment that was interrupted goes on where it was.
 */
public final class Laboratory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Bench bench;

  /**
   * @param folder of this experiment
   * @param bench what parts compute with; its folder is not used
   */
  public Laboratory(Path folder, Bench bench) {
    this.folder = folder;
    this.bench = bench;
  }

  /** What happens while an experiment runs. */
  public sealed interface Event {
    /** A part begins; {@code of} parts there are, {@code index} from 1. */
    record Began(Part part, int index, int of) implements Event {}

    /** A part says how far it is. */
    record Noted(Part part, String words) implements Event {}

    /** A part is done; {@code seconds} is 0 where it was done before. */
    record Finished(Part part, double seconds) implements Event {}
  }

  /** Parts that have no result yet. */
  public List<Part> unfinished(Experiment experiment, LabSettings settings) {
    return experiment.parts(settings).stream()
        .filter(part -> Files.notExists(result(part)))
        .toList();
  }

  /**
   * Runs what is unfinished and concludes.
   *
   * @return empty if it was asked to stop before the last part
   */
  public Optional<Findings> run(
      Experiment experiment, LabSettings settings, Consumer<Event> events) {
    var parts = experiment.parts(settings);
    var results = new LinkedHashMap<String, JsonNode>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      events.accept(new Event.Began(part, i + 1, parts.size()));
      long begin = System.nanoTime();
      boolean fresh = Files.notExists(result(part));
      if (fresh) {
        var place = bench.in(workplace(part), words -> events.accept(new Event.Noted(part, words)));
        var outcome = part.task().run(place);
        if (bench.stop().getAsBoolean()) {
          return Optional.empty();
        }
        keep(part, outcome);
      }
      results.put(part.id(), read(result(part)));
      events.accept(new Event.Finished(part, fresh ? (System.nanoTime() - begin) / 1e9 : 0));
    }
    return Optional.of(experiment.findings(settings, results));
  }

  /** The results that are there already, by part. */
  public Map<String, JsonNode> results(Experiment experiment, LabSettings settings) {
    var results = new LinkedHashMap<String, JsonNode>();
    for (var part : experiment.parts(settings)) {
      if (Files.exists(result(part))) {
        results.put(part.id(), read(result(part)));
      }
    }
    return results;
  }

  private Path workplace(Part part) {
    return folder.resolve("work").resolve(part.id());
  }

  private Path result(Part part) {
    return folder.resolve("parts").resolve(part.id() + ".json");
  }

  private void keep(Part part, JsonNode outcome) {
    try {
      Files.createDirectories(folder.resolve("parts"));
      AtomicFile.write(result(part), outcome.toPrettyString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the result of part " + part.id(), e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is no result of a part; delete it to have the part run again".formatted(file), e);
    }
  }
}

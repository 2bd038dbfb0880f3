package org.resnet4j.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.resnet4j.internal.files.AtomicFile;
import org.resnet4j.lab.experiment.Part;
import org.resnet4j.lab.findings.FindingsJson;
import org.resnet4j.provenance.Build;
import org.resnet4j.provenance.Machine;
import org.resnet4j.provenance.Sitting;

/**
 * Where parts keep their results: {@code parts/ID.HASH.json}, the hash over all that the result
 * depends on, so that parts with different settings are kept side by side and never confused.
 *
 * @param folder of the experiment
 * @param where engine, device, precision
 */
record PartFiles(Path folder, String where) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The result of a part.
   *
   * @param sitting empty in files that do not say it
   */
  record Kept(double seconds, String engine, Optional<Sitting> sitting, JsonNode result) {}

  /**
   * Its result, from this experiment's folder or from that of another experiment beside it: a
   * training that two experiments need is run by the first of them.
   */
  Optional<Kept> find(Part part) {
    var own = Stream.of(folder.toAbsolutePath());
    var others = Experiments.all().stream().map(other -> beside(other.name()));
    return Stream.concat(own, others)
        .map(place -> file(place, part))
        .filter(Files::exists)
        .findFirst()
        .map(file -> read(file, part));
  }

  private Kept read(Path file, Part part) {
    try {
      var node = JSON.readTree(file.toFile());
      if (!node.path("settings").asText().equals(settings(part))) {
        throw new IllegalStateException(
            "%s belongs to other settings or is not a part's result; delete it to run the part again"
                .formatted(file));
      }
      return new Kept(
          node.get("seconds").asDouble(),
          node.path("engine").asText(),
          Optional.ofNullable(node.get("sitting")).map(PartFiles::sitting),
          node.get("result"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not a part's result; delete it to run the part again".formatted(file), e);
    }
  }

  void keep(Part part, Kept kept) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("part", part.id())
            .put("settings", settings(part))
            .put("engine", kept.engine())
            .put("seconds", kept.seconds());
    kept.sitting().ifPresent(sitting -> write(sitting, node.putObject("sitting")));
    node.set("result", kept.result());
    var file = file(folder, part);
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, node.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the result of part " + part.id(), e);
    }
  }

  private static void write(Sitting sitting, ObjectNode node) {
    var machine = sitting.machine();
    node.put("processor", machine.processor()).put("cores", machine.cores());
    node.put("system", machine.system()).put("java", machine.java());
    node.put("version", sitting.build().version());
    sitting.build().commit().ifPresent(commit -> node.put("commit", commit));
    node.put("date", sitting.date());
  }

  private static Sitting sitting(JsonNode node) {
    var machine =
        new Machine(
            node.path("cores").asInt(),
            node.path("processor").asText(),
            node.path("system").asText(),
            node.path("java").asText());
    var commit = Optional.ofNullable(node.get("commit")).map(JsonNode::asText);
    var build = new Build(node.path("version").asText(), commit);
    return new Sitting(machine, build, node.path("date").asText());
  }

  /** The findings of another experiment in the folder beside this one's. */
  Optional<JsonNode> findingsOf(String experiment) {
    var file = beside(experiment).resolve(FindingsJson.FILE);
    try {
      return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Where a part may keep what it needs to resume. */
  Path workplace(Part part) {
    return folder.resolve("work").resolve(name(part));
  }

  private Path beside(String experiment) {
    return folder.toAbsolutePath().resolveSibling(experiment);
  }

  private Path file(Path place, Part part) {
    return place.resolve("parts").resolve(name(part) + ".json");
  }

  private String name(Part part) {
    var hash = new CRC32C();
    hash.update(settings(part).getBytes(StandardCharsets.UTF_8));
    return part.id() + "." + HexFormat.of().toHexDigits((int) hash.getValue());
  }

  private String settings(Part part) {
    return part.settings() + "; " + where;
  }
}

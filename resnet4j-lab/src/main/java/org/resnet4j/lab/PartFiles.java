package org.resnet4j.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/**
 * Where parts keep their results: {@code parts/ID.HASH.json}, the hash over all that the result
 * depends on, so that the parts of other settings lie beside each other and are never mixed up.
 *
 * @param folder of the experiment
 * @param where what computes: engine, device, precision
 */
record PartFiles(Path folder, String where) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a part gave. */
  record Kept(double seconds, String engine, JsonNode result) {}

  /**
   * Its result, from this experiment's folder or from that of another experiment beside it: a
   * training that two experiments want is run by the first of them.
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
            "%s is of other settings, or no result of a part; delete it to have the part run again"
                .formatted(file));
      }
      return new Kept(
          node.get("seconds").asDouble(), node.path("engine").asText(), node.get("result"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is no result of a part; delete it to have the part run again".formatted(file), e);
    }
  }

  void keep(Part part, Kept kept) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("part", part.id())
            .put("settings", settings(part))
            .put("engine", kept.engine())
            .put("seconds", kept.seconds())
            .set("result", kept.result());
    var file = file(folder, part);
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, node.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the result of part " + part.id(), e);
    }
  }

  /** What another experiment found that ran in the folder beside this one's. */
  Optional<JsonNode> findingsOf(String experiment) {
    var file = beside(experiment).resolve(FindingsJson.FILE);
    try {
      return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Where a part may keep what it needs to go on after a break. */
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

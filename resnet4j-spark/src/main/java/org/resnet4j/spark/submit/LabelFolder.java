package org.resnet4j.spark.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.resnet4j.data.DataException;

/**
 * A folder of labels in Parquet, and in it, hidden from Spark, what they were made by: labels of
 * another network do not get among them.
 */
final class LabelFolder {
  private static final String DESCRIPTION = "_resnet4j.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem system;
  private final Path folder;

  private LabelFolder(FileSystem system, Path folder) {
    this.system = system;
    this.folder = folder;
  }

  static LabelFolder of(String name, Configuration hadoop) {
    try {
      var path = new Path(name);
      var system = path.getFileSystem(hadoop);
      return new LabelFolder(system, system.makeQualified(path));
    } catch (IOException e) {
      throw unusable(name, e);
    }
  }

  String path() {
    return folder.toString();
  }

  /**
   * Makes the folder, or goes on in it.
   *
   * @param description what its labels are made by
   * @throws DataException if it has others
   */
  void claim(Map<String, String> description) {
    try {
      var file = new Path(folder, DESCRIPTION);
      if (system.exists(file)) {
        var there = read(file);
        if (!there.equals(description)) {
          throw new DataException(
              "%s has labels that were made otherwise (%s); name another folder"
                  .formatted(folder, difference(there, description)));
        }
      } else if (system.exists(folder) && system.listStatusIterator(folder).hasNext()) {
        throw new DataException(
            "%s is in the way: it is neither empty nor a folder of labels".formatted(folder));
      } else {
        write(file, description);
      }
    } catch (IOException e) {
      throw unusable(folder.toString(), e);
    }
  }

  private Map<String, String> read(Path file) throws IOException {
    try (var in = system.open(file)) {
      return JSON.readValue(in.readAllBytes(), new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new DataException("%s is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private void write(Path file, Map<String, String> description) throws IOException {
    try (var out = system.create(file, false)) {
      var json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description);
      out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String difference(Map<String, String> there, Map<String, String> ours) {
    var keys = new TreeMap<>(there);
    keys.putAll(ours);
    return keys.keySet().stream()
        .filter(key -> !there.getOrDefault(key, "").equals(ours.getOrDefault(key, "")))
        .map(key -> "%s %s, now %s".formatted(key, there.get(key), ours.get(key)))
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }

  private static DataException unusable(String name, IOException e) {
    return new DataException("%s cannot be used: %s".formatted(name, e.getMessage()), e);
  }
}

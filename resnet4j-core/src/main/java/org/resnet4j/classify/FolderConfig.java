package org.resnet4j.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.resnet4j.data.image.Interpolation;
import org.resnet4j.weights.WeightsException;

/**
 * A JSON file of a folder in which others publish a network, read field by field.
 *
 * @param file where it lies, for errors
 * @param root what it holds
 */
record FolderConfig(Path file, JsonNode root) {
  /** The file that says which network a folder holds. */
  static final String CONFIG = "config.json";

  private static final long MOST_BYTES = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The configuration of a folder. */
  static FolderConfig of(Path folder) {
    return read(folder.resolve(CONFIG));
  }

  static FolderConfig read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new WeightsException("%s is too large for a configuration".formatted(file));
      }
      var root = JSON.readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw new WeightsException("%s is no JSON object".formatted(file));
      }
      return new FolderConfig(file, root);
    } catch (JsonProcessingException e) {
      throw new WeightsException("%s is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
  }

  /** The object in a field. */
  FolderConfig in(String field) {
    if (!root.path(field).isObject()) {
      throw wrong("'%s' is no object".formatted(field));
    }
    return new FolderConfig(file, root.get(field));
  }

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  String text(String field, String otherwise) {
    return has(field) ? root.get(field).asText() : otherwise;
  }

  boolean flag(String field, boolean otherwise) {
    if (has(field) && !root.get(field).isBoolean()) {
      throw wrong("'%s' is neither true nor false".formatted(field));
    }
    return has(field) ? root.get(field).booleanValue() : otherwise;
  }

  int whole(String field, int otherwise) {
    if (has(field) && !root.get(field).canConvertToExactIntegral()) {
      throw wrong("'%s' is no whole number".formatted(field));
    }
    return has(field) ? root.get(field).intValue() : otherwise;
  }

  double number(String field, double otherwise) {
    if (has(field) && !root.get(field).isNumber()) {
      throw wrong("'%s' is no number".formatted(field));
    }
    return has(field) ? root.get(field).doubleValue() : otherwise;
  }

  /** A list of numbers; an error if there is none. */
  List<Double> numbers(String field) {
    var list = root.path(field);
    if (!list.isArray() || list.isEmpty()) {
      throw wrong("'%s' is no list of numbers".formatted(field));
    }
    return IntStream.range(0, list.size())
        .mapToObj(
            i -> {
              if (!list.get(i).isNumber()) {
                throw wrong("'%s' is no list of numbers".formatted(field));
              }
              return list.get(i).doubleValue();
            })
        .toList();
  }

  List<Integer> wholes(String field) {
    return numbers(field).stream().map(Double::intValue).toList();
  }

  /** A way to resize, as Pillow numbers or names it. */
  Interpolation interpolation(String field, String otherwise) {
    var how = text(field, otherwise);
    return switch (how) {
      case "2", "bilinear" -> Interpolation.BILINEAR;
      case "3", "bicubic" -> Interpolation.BICUBIC;
      default ->
          throw wrong(
              "'%s' is %s; pictures can be resized bilinear (2) or bicubic (3)"
                  .formatted(field, how));
    };
  }

  WeightsException wrong(String what) {
    return new WeightsException("%s: %s".formatted(file, what));
  }
}

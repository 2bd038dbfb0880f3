package org.resnet4j.weights.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Function;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;

/**
 * Hugging Face's index of weights that are spread over several files, {@code
 * model.safetensors.index.json} or {@code pytorch_model.bin.index.json}: which array is in which
 * file beside it.
 */
final class ShardIndex {
  private static final int LONGEST = 1 << 26;

  private ShardIndex() {}

  /**
   * Reads every file that the index names.
   *
   * @param shard reads one of them
   */
  static Loaded read(Path index, FileChannel channel, Function<Path, Loaded> shard)
      throws IOException {
    var places = places(index, channel);
    var shards = new LinkedHashMap<String, Loaded>();
    var folder = index.toAbsolutePath().getParent();
    for (String name : new LinkedHashSet<>(places.values())) {
      shards.put(name, shard.apply(folder.resolve(name)));
    }
    var arrays = new LinkedHashMap<String, NdArray>();
    var unreadable = new LinkedHashMap<String, String>();
    for (var place : places.entrySet()) {
      var there = shards.get(place.getValue());
      var array = there.weights().arrays().get(place.getKey());
      var other = there.unreadable().get(place.getKey());
      if (array != null) {
        arrays.put(place.getKey(), array);
      } else if (other != null) {
        unreadable.put(place.getKey(), other);
      } else {
        throw wrong(index, "'%s' is not in %s".formatted(place.getKey(), place.getValue()));
      }
    }
    return new Loaded(new Weights(arrays), unreadable);
  }

  private static Map<String, String> places(Path index, FileChannel channel) throws IOException {
    if (channel.size() > LONGEST) {
      throw wrong(index, "it has %d bytes".formatted(channel.size()));
    }
    var bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until full
    }
    try {
      return places(index, bytes.array());
    } catch (JsonProcessingException e) {
      throw wrong(index, "it is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private static Map<String, String> places(Path index, byte[] text) throws IOException {
    var places = new LinkedHashMap<String, String>();
    try (var json = SafetensorsHeader.JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean map = json.currentName().equals("weight_map");
        boolean object = json.nextToken() == JsonToken.START_OBJECT;
        if (!map || !object) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String key = json.currentName();
          json.nextToken();
          String file = String.valueOf(json.getText());
          if (!Claimed.isName(key) || !isPlain(file) || places.put(key, file) != null) {
            throw wrong(index, "'%s' needs one name of a file beside it".formatted(key));
          }
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw wrong(index, "it is not one JSON object");
      }
    }
    if (places.isEmpty()) {
      throw wrong(index, "it has no 'weight_map'");
    }
    return places;
  }

  /** A name leads nowhere else, and not to another index. */
  private static boolean isPlain(String name) {
    return name.matches("[\\w.-]{1,200}\\.(safetensors|bin|pth|pt)");
  }

  private static WeightsException wrong(Path index, String what) {
    return new WeightsException("'%s' is not a valid index of weights: %s".formatted(index, what));
  }
}

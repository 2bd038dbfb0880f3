package org.resnet4j.train.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.resnet4j.engine.TrainingState;
import org.resnet4j.provenance.Build;
import org.resnet4j.train.event.TrainingException;
import org.resnet4j.train.json.TrainingJson;
import org.resnet4j.train.recipe.Recipe;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.Safetensors;

/**
 * One checkpoint in one safetensors file: the weights under their own keys, so that any safetensors
 * reader finds them; the optimiser's arrays under {@code optimizer.}, the moving average under
 * {@code average.}; recipe and progress as JSON in the metadata; a SHA-256 over all of it.
 */
final class CheckpointFile {
  private static final String OPTIMIZER = "optimizer.";
  private static final String AVERAGE = "average.";
  private static final String CHECKSUM = "resnet4j.sha256";
  private static final String RECIPE = "resnet4j.recipe";
  private static final String PROGRESS = "resnet4j.progress";
  private static final String FOOTING = "resnet4j.footing";
  private static final String COMPUTATION = "resnet4j.computation";
  private static final String UPDATES = "resnet4j.updates";

  private CheckpointFile() {}

  static void write(Path file, Checkpoint checkpoint) {
    var state = checkpoint.state();
    Map<String, NdArray> arrays = new LinkedHashMap<>(state.weights().arrays());
    state.optimizer().arrays().forEach((key, array) -> arrays.put(OPTIMIZER + key, array));
    state.average().ifPresent(a -> a.arrays().forEach((k, v) -> arrays.put(AVERAGE + k, v)));
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", "pt");
    metadata.put("resnet4j.version", Build.here().version());
    metadata.put(RECIPE, TrainingJson.line(checkpoint.recipe()));
    metadata.put(PROGRESS, TrainingJson.line(checkpoint.progress()));
    checkpoint.footing().ifPresent(footing -> metadata.put(FOOTING, TrainingJson.line(footing)));
    checkpoint.computation().ifPresent(by -> metadata.put(COMPUTATION, TrainingJson.line(by)));
    metadata.put(UPDATES, Long.toString(state.updates()));
    var weights = new Weights(arrays);
    metadata.put(CHECKSUM, checksum(weights, metadata));
    Safetensors.write(file, weights, metadata);
  }

  static Checkpoint read(Path file) {
    var contents = Safetensors.readContents(file);
    var metadata = new TreeMap<>(contents.metadata());
    var expected = metadata.remove(CHECKSUM);
    if (expected == null) {
      throw new TrainingException("%s has weights but no training state".formatted(file));
    }
    if (!expected.equals(checksum(contents.weights(), metadata))) {
      throw new TrainingException("its checksum does not match its content");
    }
    var weights = new LinkedHashMap<String, NdArray>();
    var optimizer = new LinkedHashMap<String, NdArray>();
    var average = new LinkedHashMap<String, NdArray>();
    contents
        .weights()
        .arrays()
        .forEach(
            (key, array) -> {
              if (key.startsWith(OPTIMIZER)) {
                optimizer.put(key.substring(OPTIMIZER.length()), array);
              } else if (key.startsWith(AVERAGE)) {
                average.put(key.substring(AVERAGE.length()), array);
              } else {
                weights.put(key, array);
              }
            });
    var state =
        new TrainingState(
            new Weights(weights),
            new Weights(optimizer),
            average.isEmpty() ? Optional.empty() : Optional.of(new Weights(average)),
            updates(metadata.getOrDefault(UPDATES, "0")));
    return new Checkpoint(
        state,
        TrainingJson.read(
            metadata.getOrDefault(RECIPE, ""), Recipe.class, "its recipe cannot be read"),
        TrainingJson.read(
            metadata.getOrDefault(PROGRESS, ""),
            TrainingProgress.class,
            "its progress cannot be read"),
        Optional.ofNullable(metadata.get(FOOTING))
            .map(text -> TrainingJson.read(text, Footing.class, "its footing cannot be read")),
        Optional.ofNullable(metadata.get(COMPUTATION))
            .map(text -> TrainingJson.read(text, Computation.class, "its engine cannot be read")));
  }

  private static long updates(String text) {
    try {
      long updates = Long.parseLong(text);
      if (updates >= 0) {
        return updates;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new TrainingException("its number of updates is '%s'".formatted(text));
  }

  /** Over metadata and arrays in alphabetical order, names and shapes included. */
  static String checksum(Weights weights, Map<String, String> metadata) {
    var digest = sha256();
    new TreeMap<>(metadata).forEach((key, value) -> text(digest, key + "=" + value));
    var chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (var entry : new TreeMap<>(weights.arrays()).entrySet()) {
      text(digest, entry.getKey() + ":" + entry.getValue().shape());
      float[] data = entry.getValue().data();
      for (int at = 0; at < data.length; at += chunk.capacity() / 4) {
        int count = Math.min(data.length - at, chunk.capacity() / 4);
        chunk.clear().asFloatBuffer().put(data, at, count);
        digest.update(chunk.array(), 0, 4 * count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void text(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

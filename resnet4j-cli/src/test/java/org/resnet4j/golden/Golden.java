package org.resnet4j.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.resnet4j.engine.EngineOptions;
import org.resnet4j.engine.Engines;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.KeyMaps;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.format.WeightFile;
import org.resnet4j.zoo.Zoo;
import org.resnet4j.zoo.ZooOptions;

/** Golden files, and what an engine computes to be held against them. */
public final class Golden {
  static final int CLASSES = 10;
  private static final int BATCH = 100;

  private Golden() {}

  /** A network of the CIFAR family with the weights of this file. */
  static Network network(String model, Shape input, Path weights) {
    var layer = Zoo.of(model, ZooOptions.DEFAULTS.withInput(input)).layer();
    return new Network(layer, KeyMaps.fit(WeightFile.read(weights), layer).weights());
  }

  /** The logits of all images, (N, 10), as this engine computes them on the CPU in fp32. */
  static float[] logits(String engine, Network network, Shape input, float[] images) {
    int each = Math.toIntExact(input.elements());
    int count = images.length / each;
    var all = new float[count * CLASSES];
    try (var opened = Engines.open(engine, EngineOptions.cpu(), network.layer());
        var predictor = opened.prediction(network)) {
      for (int from = 0; from < count; from += BATCH) {
        int size = Math.min(BATCH, count - from);
        var batch = new float[size * each];
        System.arraycopy(images, from * each, batch, 0, batch.length);
        var logits = predictor.logits(batch, size, input.channels(), input.height(), input.width());
        System.arraycopy(logits, 0, all, from * CLASSES, size * CLASSES);
      }
    }
    return all;
  }

  /** How many of the images have their label's logit as the largest. */
  static int correct(float[] logits, int[] labels) {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < CLASSES; k++) {
        best = logits[i * CLASSES + k] > logits[i * CLASSES + best] ? k : best;
      }
      correct += best == labels[i] ? 1 : 0;
    }
    return correct;
  }

  /** The largest difference from the expected values, as a part of the largest of these. */
  static double error(float[] actual, float[] expected) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - (double) expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }

  /** Bytes of (C, H, W) as (x / 255 − mean) / deviation, in float32, one mean per channel. */
  static void normalise(
      byte[] pixels, float[] into, int at, List<Double> mean, List<Double> deviation) {
    int plane = pixels.length / mean.size();
    for (int p = 0; p < pixels.length; p++) {
      float x = (pixels[p] & 0xff) / 255f;
      int channel = p / plane;
      into[at + p] = (x - mean.get(channel).floatValue()) / deviation.get(channel).floatValue();
    }
  }

  static float[] floats(byte[] bytes) {
    var floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  /** A file that {@code make_golden.py} wrote. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return in.readAllBytes();
    }
  }

  static Properties facts() throws IOException {
    var facts = new Properties();
    try (InputStream in = Golden.class.getResourceAsStream("golden.properties")) {
      facts.load(in);
    }
    return facts;
  }

  /** A file of the golden data beside the repository; the test is skipped where it is absent. */
  static Path beside(String name) {
    var file = shared("golden/" + name);
    assumeTrue(file.isPresent(), "no file shared/golden/%s beside the repository".formatted(name));
    return file.get();
  }

  /** What lies under {@code shared/} beside the repository, if it is there. */
  public static Optional<Path> shared(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      var file = at.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}

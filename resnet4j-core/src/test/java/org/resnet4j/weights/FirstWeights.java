package org.resnet4j.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The first weights that torchvision draws from seed 0, in a few numbers for each parameter. */
record FirstWeights(double[] randAfter, Map<String, Fingerprint> parameters) {

  record Fingerprint(double first, double second, double last, double sum, double l2) {}

  static Map<String, FirstWeights> read() throws IOException {
    var models = new LinkedHashMap<String, FirstWeights>();
    Map<String, Fingerprint> current = Map.of();
    for (String line : lines()) {
      var words = line.split(",");
      if (line.startsWith("#")) {
        continue;
      }
      if (words[0].isEmpty()) {
        current = new LinkedHashMap<>();
        models.put(words[1], new FirstWeights(numbers(words, 2), current));
      } else {
        double[] n = numbers(words, 1);
        current.put(words[0], new Fingerprint(n[0], n[1], n[2], n[3], n[4]));
      }
    }
    return models;
  }

  private static List<String> lines() throws IOException {
    var stream = FirstWeights.class.getResourceAsStream("torchvision-first-weights.csv");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static double[] numbers(String[] words, int from) {
    return Arrays.stream(words).skip(from).mapToDouble(Double::parseDouble).toArray();
  }
}

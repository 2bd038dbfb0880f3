package org.resnet4j.export.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exported graph should be beside the network itself.
 *
 * @param foldBatchNorm whether batch norms after convolutions are folded into their weights
 * @param softmax whether probabilities come out instead of logits
 * @param pixels where the graph itself turns pixels into numbers; empty: it takes normalised floats
 * @param metadata text beside the graph: class names, preprocessing
 */
public record OnnxOptions(
    boolean foldBatchNorm, boolean softmax, Optional<Pixels> pixels, Map<String, String> metadata) {

  /** Logits of normalised floats, batch norms kept. */
  public static final OnnxOptions DEFAULTS =
      new OnnxOptions(false, false, Optional.empty(), Map.of());

  public OnnxOptions {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** In which order an image's bytes lie. */
  public enum PixelOrder {
    /** (N, C, H, W): channel after channel. */
    NCHW,
    /** (N, H, W, C): pixel after pixel, as pictures are decoded. */
    NHWC
  }

  /**
   * An input of bytes from 0 to 255, normalised inside the graph: (x / 255 − mean) / deviation.
   *
   * @param mean one a channel
   * @param deviation one a channel, positive
   */
  public record Pixels(PixelOrder order, List<Double> mean, List<Double> deviation) {
    public Pixels {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      if (mean.size() != deviation.size() || deviation.stream().anyMatch(d -> !(d > 0))) {
        throw new IllegalArgumentException(
            "pixels need a mean and a positive deviation per channel, got %s and %s"
                .formatted(mean, deviation));
      }
    }
  }

  public OnnxOptions withFoldedBatchNorm() {
    return new OnnxOptions(true, softmax, pixels, metadata);
  }

  public OnnxOptions withSoftmax() {
    return new OnnxOptions(foldBatchNorm, true, pixels, metadata);
  }

  public OnnxOptions withPixels(Pixels value) {
    return new OnnxOptions(foldBatchNorm, softmax, Optional.of(value), metadata);
  }

  public OnnxOptions withMetadata(Map<String, String> value) {
    return new OnnxOptions(foldBatchNorm, softmax, pixels, value);
  }
}

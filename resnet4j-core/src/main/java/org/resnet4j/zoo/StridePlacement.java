package org.resnet4j.zoo;

import java.util.Locale;

/** Which convolution of a bottleneck halves the image. */
public enum StridePlacement {
  /** The first 1 × 1, as in the paper: ResNet-50 is 3.8·10⁹ multiply-adds. */
  PAPER,
  /** The 3 × 3, as in torchvision ("ResNet v1.5"): 4.1·10⁹, and what its weights were made for. */
  V1_5;

  /**
   * Parses {@code paper} or {@code v1.5}, in upper or lower case.
   *
   * @param text the placement's name
   * @return the placement
   * @throws IllegalArgumentException if there is no such placement
   */
  public static StridePlacement parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "paper" -> PAPER;
      case "v1.5", "v1_5" -> V1_5;
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a stride placement; use paper or v1.5".formatted(text));
    };
  }
}

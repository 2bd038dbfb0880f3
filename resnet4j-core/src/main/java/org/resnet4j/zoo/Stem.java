package org.resnet4j.zoo;

import java.util.Locale;

/** How an ImageNet ResNet begins. */
public enum Stem {
  /** 7 × 7, stride 2, then a 3 × 3 max pool of stride 2: the paper's, for images of about 224². */
  IMAGENET,
  /** Departs: 3 × 3, stride 1 and no pool, for images of about 32². */
  SMALL;

  /**
   * Parses {@code imagenet} or {@code small}, in upper or lower case.
   *
   * @param text the stem's name
   * @return the stem
   * @throws IllegalArgumentException if there is no such stem
   */
  public static Stem parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "imagenet" -> IMAGENET;
      case "small" -> SMALL;
      default ->
          throw new IllegalArgumentException(
              "'%s' is not a stem; use imagenet or small".formatted(text));
    };
  }
}

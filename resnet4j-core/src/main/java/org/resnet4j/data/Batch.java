package org.resnet4j.data;

/**
 * Some examples together.
 *
 * @param images (size, C, H, W), row-major, already normalised; may be longer than the examples
 *     need
 * @param channels C
 * @param height H
 * @param width W
 * @param size how many examples
 */
public record Batch(
    float[] images, int channels, int height, int width, int size, Targets targets) {

  /** How many numbers one example has. */
  public int exampleLength() {
    return channels * height * width;
  }
}

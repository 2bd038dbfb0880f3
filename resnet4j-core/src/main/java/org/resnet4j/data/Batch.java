package org.resnet4j.data;

/**
 * Several examples.
 *
 * @param images (size, C, H, W), row-major, already normalised; may be longer than {@code size}
 *     examples need
 * @param channels C
 * @param height H
 * @param width W
 * @param size how many examples
 */
public record Batch(
    float[] images, int channels, int height, int width, int size, Targets targets) {

  /** The number of values of one example. */
  public int exampleLength() {
    return channels * height * width;
  }
}

package org.resnet4j.int8.plan;

/**
 * A value that is held as bytes: one of each image.
 *
 * @param name of the graph's value
 * @param scale what a byte stands for
 */
public record ByteMap(String name, int channels, int height, int width, ByteScale scale) {
  @Override
  public String toString() {
    return "%d × %d × %d".formatted(channels, height, width);
  }
}

package org.resnet4j.data;

/** Channels, height and width of an image. */
public record ImageShape(int channels, int height, int width) {
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new DataException(
          "an image of %dx%dx%d (channels x height x width) is empty"
              .formatted(channels, height, width));
    }
  }

  /** How many numbers such an image has. */
  public int length() {
    return Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}

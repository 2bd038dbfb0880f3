package org.resnet4j.vector.kernel;

/**
 * Images in channel blocks: (N, ⌈C / lanes⌉, H, W, lanes), so that one vector holds neighbouring
 * channels of one pixel. Channels that only fill the last block are zero, in activations and in
 * gradients. No border is stored.
 */
public record Layout(int n, int channels, int height, int width) {

  /** Channel blocks of an image. */
  public int blocks() {
    return Lanes.blocks(channels);
  }

  /** Floats from a channel block to the next. */
  public int plane() {
    return height * width * Lanes.LANES;
  }

  /** Floats from an image to the next. */
  public int image() {
    return blocks() * plane();
  }

  /** Floats in all. */
  public int size() {
    return Math.multiplyExact(n, image());
  }

  /** Where an element lies. */
  public int index(int image, int channel, int row, int column) {
    int block = channel / Lanes.LANES;
    return image * image()
        + block * plane()
        + (row * width + column) * Lanes.LANES
        + channel % Lanes.LANES;
  }

  public int pixels() {
    return height * width;
  }

  /** Floats in all, also where one array could not hold them. */
  public long floats() {
    return (long) n * image();
  }

  /** How many channels of a block are real. */
  public int valid(int block) {
    return Math.min(Lanes.LANES, channels - block * Lanes.LANES);
  }
}

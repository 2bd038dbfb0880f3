package org.resnet4j.vector.kernel.memory;

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

  /** Pixels of a channel. */
  public int pixels() {
    return height * width;
  }

  /** Floats in all, as a count that may pass what an array holds. */
  public long floats() {
    return (long) n * image();
  }

  /** Channels of a block that are not padding. */
  public int valid(int block) {
    return Math.min(Lanes.LANES, channels - block * Lanes.LANES);
  }

  /** The position of an element. */
  public int index(int image, int channel, int row, int column) {
    int block = channel / Lanes.LANES;
    return image * image()
        + block * plane()
        + (row * width + column) * Lanes.LANES
        + channel % Lanes.LANES;
  }
}

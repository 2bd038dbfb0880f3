package org.resnet4j.int8.execution;

/** The mean of each channel, from exact sums; an item is some channels of an image. */
record GlobalMeanPhase(Region in, Region out) implements Phase {
  private static final int CHANNELS = 128;

  private int parts() {
    return Math.ceilDiv(in.layout().map().channels(), CHANNELS);
  }

  @Override
  public int items(int images, int threads) {
    return images * parts();
  }

  @Override
  public void run(ImageMemory workspace, int item, int items, int threads) {
    int image = item / parts();
    int channel = item % parts() * CHANNELS;
    var map = in.layout().map();
    int pixels = map.height() * map.width();
    var sums = new int[Math.min(CHANNELS, map.channels() - channel)];
    for (int row = 0; row < map.height(); row++) {
      for (int column = 0; column < map.width(); column++) {
        add(workspace.bytes, in.at(workspace, image, row, column) + channel, sums);
      }
    }
    if (channel == 0) {
      out.border(workspace, image);
    }
    var scale = out.layout().map().scale();
    float ratio = map.scale().scale() / (scale.scale() * pixels);
    int to = out.at(workspace, image, 0, 0) + channel;
    for (int c = 0; c < sums.length; c++) {
      float mean = (sums[c] - map.scale().zero() * pixels) * ratio;
      int code = (int) Math.clamp(Math.rint(mean) + scale.zero(), 0, 255);
      workspace.bytes[to + c] = (byte) code;
    }
  }

  private static void add(byte[] bytes, int at, int[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += bytes[at + c] & 0xff;
    }
  }
}

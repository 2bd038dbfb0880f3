package org.resnet4j.data.image.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * A frame: the size of a picture and its components (T.81, A.1 and B.2.2).
 *
 * @param progressive whether each scan has a part of all coefficients, or of their bits
 * @param height in samples
 * @param width in samples
 * @param across blocks in a unit of that component which has the most
 * @param down blocks in a unit, downwards
 */
record JpegFrame(
    boolean progressive, int height, int width, int across, int down, List<Component> components) {
  /** None was read yet. */
  static final JpegFrame NONE = new JpegFrame(false, 0, 0, 1, 1, List.of());

  /** Coefficients to a byte: a run of blocks takes half a bit for each, in four components. */
  private static final int MOST = 4 * 1024;

  /** {@return the frame whose segment holds this} */
  static JpegFrame at(byte[] file, int at, boolean progressive) {
    int count = file[at + 5] & 0xff;
    var components = new ArrayList<Component>();
    int across = 1;
    int down = 1;
    for (int i = 0; i < count; i++) {
      int one = at + 6 + 3 * i;
      int sampling = count == 1 ? 0x11 : file[one + 1] & 0xff; // one alone is not interleaved
      var c = new Component(file[one] & 0xff, sampling >> 4, sampling & 15, file[one + 2] & 0xff);
      across = Math.max(across, c.across);
      down = Math.max(down, c.down);
      components.add(c);
    }
    int height = MarkerSegments.pair(file, at + 1);
    int width = MarkerSegments.pair(file, at + 3);
    var frame = new JpegFrame(progressive, height, width, across, down, List.copyOf(components));
    components.forEach(frame::measure);
    return frame;
  }

  private void measure(Component c) {
    boolean whole = c.across > 0 && c.down > 0 && across % c.across == 0 && down % c.down == 0;
    if (!whole || across > 4 || down > 4) {
      throw new DamagedCodes("the sizes of its components do not go together");
    }
    c.width = ratio(width * c.across, across);
    c.height = ratio(height * c.down, down);
    c.wide = ratio(c.width, 8);
    c.high = ratio(c.height, 8);
    c.stride = unitsAcross() * c.across;
    c.rows = unitsDown() * c.down;
  }

  int unitsAcross() {
    return ratio(width, 8 * across);
  }

  int unitsDown() {
    return ratio(height, 8 * down);
  }

  /** Makes room for the samples of two rows of units. */
  void makeRoom() {
    components.forEach(Component::makeRoom);
  }

  /**
   * Makes room for all coefficients.
   *
   * @param bytes of the file
   */
  void keepAll(long bytes) {
    long all = components.stream().mapToLong(c -> 64L * c.stride * c.rows).sum();
    if (all > MOST * bytes) {
      throw new DamagedCodes("it claims more pixels than its bytes can hold");
    }
    components.forEach(c -> c.coefficients = new short[Math.toIntExact(64L * c.stride * c.rows)]);
  }

  private static int ratio(int whole, int part) {
    return (whole + part - 1) / part;
  }
}

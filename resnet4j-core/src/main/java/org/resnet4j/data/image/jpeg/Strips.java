package org.resnet4j.data.image.jpeg;

/** Hands rows of pixels on as soon as their samples, and those below, are there. One thread. */
final class Strips {
  private final JpegFrame frame;
  private final SampleRows rows;
  private final Upsampling[] upsamplings;
  private final int[][] row;
  private int next;

  Strips(JpegFrame frame, SampleRows rows) {
    this.frame = frame;
    this.rows = rows;
    upsamplings =
        frame.components().stream().map(c -> new Upsampling(c, frame)).toArray(Upsampling[]::new);
    row = new int[upsamplings.length][];
  }

  /**
   * Goes on as far as a row of units allows that is there now.
   *
   * @throws DamagedCodes if its samples are none of pixels
   */
  void behind(int units) {
    frame.components().forEach(c -> c.clamp(units));
    int there = 8 * frame.down() * (units + 1);
    int end = there < frame.height() ? there - 1 : frame.height(); // the last one needs its next
    for (; next < end; next++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = upsamplings[i].row(next);
      }
      rows.row(next, row);
    }
  }
}

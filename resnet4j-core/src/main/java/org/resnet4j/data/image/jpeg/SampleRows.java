package org.resnet4j.data.image.jpeg;

/** Takes a picture's rows, one after the other from the top. */
@FunctionalInterface
public interface SampleRows {
  /**
   * Takes a row.
   *
   * @param y its number, from 0
   * @param samples of each component, one for each pixel of the row, and perhaps more behind them;
   *     each is less by 128 than what is stored, −128 to 127. The arrays are not to be written to,
   *     and hold others afterwards.
   */
  void row(int y, int[][] samples);
}

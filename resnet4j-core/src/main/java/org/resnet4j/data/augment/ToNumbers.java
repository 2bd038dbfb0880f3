package org.resnet4j.data.augment;

import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.Draws;
import org.resnet4j.data.Image;
import org.resnet4j.data.ImageShape;

/**
 * The conversion from bytes to normalised numbers, prepared once and used for every image; where
 * normalisation comes first, by a table of 256 values per channel. Safe for use by several threads.
 */
public final class ToNumbers {
  private static final float[] PLAIN = plain();
  private final List<Transform.OnNumbers> steps;
  private final float[][] table;

  /**
   * Prepares the conversion for the steps on numbers of a pipeline.
   *
   * @param onNumbers the steps in order, applied after the bytes have become numbers from 0 to 1
   */
  public ToNumbers(List<Transform.OnNumbers> onNumbers) {
    if (!onNumbers.isEmpty() && onNumbers.getFirst() instanceof Normalise normalise) {
      table = normalise.table();
      steps = onNumbers.subList(1, onNumbers.size());
    } else {
      table = new float[0][];
      steps = onNumbers;
    }
  }

  private static float[] plain() {
    float[] values = new float[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 255f;
    }
    return values;
  }

  /**
   * Writes the image's numbers, (C, H, W), row-major.
   *
   * @param image the bytes to convert
   * @param out receives C·H·W values
   * @param offset where in {@code out} the first value goes
   * @param draws the random numbers of this example
   * @throws DataException if a step is for another number of channels or another shape
   */
  public void apply(Image image, float[] out, int offset, Draws draws) {
    ImageShape shape = image.shape();
    if (table.length > 0 && table.length != shape.channels()) {
      throw new DataException(
          "normalisation is for %d channels, the image is %s".formatted(table.length, shape));
    }
    int plane = shape.height() * shape.width();
    byte[] pixels = image.pixels();
    for (int c = 0; c < shape.channels(); c++) {
      float[] values = table.length > 0 ? table[c] : PLAIN;
      int to = offset + c * plane;
      for (int i = 0, p = c * plane; i < plane; i++, p++) {
        out[to + i] = values[pixels[p] & 0xff];
      }
    }
    for (Transform.OnNumbers step : steps) {
      step.apply(out, offset, shape, draws);
    }
  }
}

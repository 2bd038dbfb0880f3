package org.resnet4j.data.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.resnet4j.data.Image;

/**
 * From the JDK's images to planes, by the stored samples: {@code getRGB} would take grey for linear
 * light and brighten it.
 */
public final class Rasters {
  private Rasters() {}

  /**
   * {@return a picture that ImageIO has read, in three planes}
   *
   * @param image of any type
   */
  public static Image planes(BufferedImage image) {
    ColorModel model = image.getColorModel();
    return model instanceof ComponentColorModel ? planes(image.getRaster()) : byColour(image);
  }

  /** The first three bands, or one for all; a band of more than 8 bits on its own is cut off. */
  static Image planes(Raster raster) {
    if (raster.getTransferType() == DataBuffer.TYPE_BYTE
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel samples
        && raster.getDataBuffer() instanceof DataBufferByte data
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0) {
      return interleaved(raster, samples, data.getData());
    }
    boolean deep = raster.getTransferType() != DataBuffer.TYPE_BYTE;
    return bySample(raster, deep && raster.getNumBands() > 1 ? 8 : 0);
  }

  private static Image interleaved(
      Raster raster, PixelInterleavedSampleModel samples, byte[] data) {
    int h = raster.getHeight();
    int w = raster.getWidth();
    Image out = Image.black(3, h, w);
    int[] offsets = samples.getBandOffsets();
    for (int c = 0; c < 3; c++) {
      int band = offsets[offsets.length >= 3 ? c : 0];
      for (int y = 0; y < h; y++) {
        int from = y * samples.getScanlineStride() + band;
        row(data, from, samples.getPixelStride(), out.pixels(), (c * h + y) * w, w);
      }
    }
    return out;
  }

  private static void row(byte[] in, int from, int step, byte[] out, int to, int count) {
    for (int x = 0; x < count; x++, from += step) {
      out[to + x] = in[from];
    }
  }

  private static Image bySample(Raster raster, int shift) {
    int h = raster.getHeight();
    int w = raster.getWidth();
    Image out = Image.black(3, h, w);
    int[] row = new int[w];
    for (int c = 0; c < 3; c++) {
      int band = raster.getNumBands() >= 3 ? c : 0;
      for (int y = 0; y < h; y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, w, 1, band, row);
        for (int x = 0; x < w; x++) {
          out.pixels()[(c * h + y) * w + x] = (byte) Math.clamp(row[x] >> shift, 0, 255);
        }
      }
    }
    return out;
  }

  // palettes and packed pixels
  private static Image byColour(BufferedImage image) {
    int h = image.getHeight();
    int w = image.getWidth();
    Image out = Image.black(3, h, w);
    int[] row = new int[w];
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 3; c++) {
          out.pixels()[(c * h + y) * w + x] = (byte) (row[x] >> (16 - 8 * c));
        }
      }
    }
    return out;
  }
}

package org.resnet4j.data.image.format;

import java.awt.image.WritableRaster;

/**
 * A component of a JPEG that has the picture's width and half its height, as colours have when a
 * picture of 4:2:2 was turned on its side. The JDK's libjpeg writes each of its rows twice;
 * Pillow's goes from one to the next in steps of quarters.
 */
final class LowComponent {
  private LowComponent() {}

  /** Brings rows that are there twice to what Pillow reads. */
  static void smooth(WritableRaster raster, int band) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] above = raster.getSamples(0, 0, width, 1, band, (int[]) null);
    int[] here = above;
    for (int y = 0; y < height; y += 2) {
      int next = Math.min(y + 2, (height - 1) / 2 * 2);
      int[] below = raster.getSamples(0, next, width, 1, band, (int[]) null);
      raster.setSamples(0, y, width, 1, band, mixed(here, above, 1));
      if (y + 1 < height) {
        raster.setSamples(0, y + 1, width, 1, band, mixed(here, below, 2));
      }
      above = here;
      here = below;
    }
  }

  private static int[] mixed(int[] near, int[] far, int rounding) {
    int[] row = new int[near.length];
    for (int x = 0; x < row.length; x++) {
      row[x] = 3 * near[x] + far[x] + rounding >> 2;
    }
    return row;
  }
}

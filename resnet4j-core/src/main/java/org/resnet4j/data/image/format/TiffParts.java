package org.resnet4j.data.image.format;

import java.util.Arrays;

/**
 * Where a TIFF's pixels lie, of one band or of bands that lie together.
 *
 * @param bytes of the file
 * @param starts of strips, or of tiles in rows
 * @param sizes of them
 * @param width pixels of a part
 * @param height pixels of a part; a strip at the bottom has fewer
 */
record TiffParts(int bytes, int[] starts, int[] sizes, int width, int height) {
  private static final int ROWS = 278;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;

  static TiffParts of(byte[] file, TiffHead head) {
    boolean tiled = head.has(TiffHead.TILES);
    int high = head.first(TiffHead.HEIGHT, 0);
    int rows = head.first(ROWS, high);
    return new TiffParts(
        file.length,
        TiffHead.every(file, tiled ? TiffHead.TILES : TiffHead.STRIPS),
        TiffHead.every(file, tiled ? TiffHead.TILE_SIZES : TiffHead.STRIP_SIZES),
        head.first(tiled ? TILE_WIDTH : TiffHead.WIDTH, 0),
        tiled ? head.first(TILE_HEIGHT, 0) : rows < 1 || rows > high ? high : rows);
  }

  int count() {
    return Math.min(starts.length, sizes.length);
  }

  /** {@return whether one claims more bytes than the file has} */
  boolean tooLarge() {
    return Arrays.stream(sizes).limit(count()).anyMatch(size -> size < 0 || size > bytes);
  }

  int start(int part) {
    return starts[part];
  }

  /** {@return the place behind the part, within the file} */
  int end(int part) {
    return (int) Math.min(bytes, (starts[part] & 0xffffffffL) + (sizes[part] & 0xffffffffL));
  }
}

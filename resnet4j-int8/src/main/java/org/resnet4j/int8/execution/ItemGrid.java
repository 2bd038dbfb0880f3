package org.resnet4j.int8.execution;

/**
 * How the work on some images is cut into items: runs of tiles of one block of one image.
 *
 * @param weightsStay whether all images pass by a block of weights, instead of all blocks by the
 *     pixels of an image
 * @param run tiles of an item, the last of an image's may have fewer
 */
record ItemGrid(int images, int blocks, int tiles, int run, boolean weightsStay) {
  /** Multiplications of an item at most: some ten microseconds of machine code. */
  private static final long LARGEST = 8_000_000;

  /** Items for each thread at least, so that who is held up finds help. */
  private static final int EACH = 4;

  static ItemGrid of(
      int images, int threads, int blocks, int tiles, long multiplications, boolean weightsStay) {
    long items = Math.max((long) EACH * threads, images * multiplications / LARGEST);
    long cells = (long) images * blocks * tiles;
    int run = threads == 1 && multiplications < LARGEST ? tiles : (int) Math.ceilDiv(cells, items);
    return new ItemGrid(images, blocks, tiles, Math.clamp(run, 1, tiles), weightsStay);
  }

  private int runs() {
    return Math.ceilDiv(tiles, run);
  }

  int items() {
    return images * blocks * runs();
  }

  int image(int item) {
    return weightsStay ? item / runs() % images : item / blocks / runs();
  }

  int block(int item) {
    return weightsStay ? item / runs() / images : item % blocks;
  }

  private int fromTile(int item) {
    return (weightsStay ? item % runs() : item / blocks % runs()) * run;
  }

  int first(int item) {
    return fromTile(item);
  }

  int end(int item) {
    return Math.min(tiles, fromTile(item) + run);
  }
}

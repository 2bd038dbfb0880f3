package org.resnet4j.int8.execution;

/**
 * How the work on some images is cut into items. Where the weights are many, an item is one block
 * of them for an image, and all images pass by a block before the next: it stays in the cache.
 * Elsewhere an item is some rows of an image, by which all blocks pass.
 *
 * @param parts into which the tiles of an image are cut
 */
record ItemGrid(int images, int blocks, int tiles, int parts, boolean weightsStay) {
  /** Bytes of weights that a core keeps beside the pixels. */
  private static final int FEW_WEIGHTS = 256 << 10;

  /** Multiplications of an item at most: some ten microseconds of machine code. */
  private static final long LARGEST = 8_000_000;

  /** Items for each thread at least, so that who is held up finds help. */
  private static final int EACH = 4;

  /** Tiles of a part by which the blocks pass: their pixels stay in the first cache. */
  private static final int ROWS = 4;

  /**
   * How much there is to do.
   *
   * @param multiplications of an image
   * @param weights bytes
   */
  record Work(long multiplications, int weights) {}

  /** For this many threads. */
  static ItemGrid of(int images, int threads, int blocks, int tiles, Work work) {
    if (work.weights <= FEW_WEIGHTS && tiles >= 2 * ROWS * threads) {
      int shares = images < threads ? threads : 1;
      int parts = shares * Math.ceilDiv(tiles, ROWS * shares);
      return new ItemGrid(images, blocks, tiles, Math.min(parts, tiles), false);
    }
    int few = Math.ceilDiv(EACH * threads, images * blocks);
    long large = Math.ceilDiv(work.multiplications, blocks * LARGEST);
    int parts = Math.clamp(Math.max(few, large), 1, tiles);
    return new ItemGrid(images, blocks, tiles, parts, true);
  }

  int items() {
    return images * parts * (weightsStay ? blocks : 1);
  }

  int image(int item) {
    return item / parts % images;
  }

  int firstBlock(int item) {
    return weightsStay ? item / parts / images : 0;
  }

  int endBlock(int item) {
    return weightsStay ? firstBlock(item) + 1 : blocks;
  }

  int firstTile(int item) {
    return item % parts * tiles / parts;
  }

  int endTile(int item) {
    return (item % parts + 1) * tiles / parts;
  }
}

package org.resnet4j.vector.kernel.product;

import static org.resnet4j.vector.kernel.memory.Lanes.LANES;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.microkernel.RowKernel;
import org.resnet4j.vector.kernel.shape.WeightMatrix;

/**
 * How the rows of a convolution's grids are cut into parts whose gathered inputs, a panel, fit a
 * cache: within images where these are large, else across them.
 */
final class RowParts {
  /** Floats of a panel: a quarter of a small second-level cache. */
  private static final int PANEL = 32 * 1024;

  /** Floats where the weights are more than that: each panel reads all of them from memory. */
  private static final int LARGE = 256 * 1024;

  /**
   * Parts that there should be at least, as long as what a part reads and writes outweighs half of
   * the weights: each thread finds its rows in its own cache, but reads all weights.
   */
  private static final int ITEMS = 8;

  /** As {@link #ITEMS}, where a part spans several small images, whose parts are short. */
  private static final int ITEMS_ACROSS = 4;

  private final int images;
  private final WeightMatrix matrix;
  private final List<Grid> grids;
  private final boolean byImage;
  private final int[] rows;
  private final int[] parts;
  private final int slots;
  private final int panel;
  private final int most;
  private final Part[] all;

  /**
   * Some rows of a grid and the channels of a group.
   *
   * @param first the first row, counted through all images
   * @param slot where its sums go
   */
  record Part(int unit, int grid, int group, int slot, int first, int count) {}

  RowParts(int images, WeightMatrix matrix, List<Grid> grids) {
    this.images = images;
    this.matrix = matrix;
    this.grids = grids;
    rows = new int[grids.size()];
    parts = new int[grids.size()];
    byImage = images == 1 || grids.get(0).rows() >= 4 * RowKernel.ROWS;
    int total = 0;
    int largest = 0;
    int longest = 0;
    for (int g = 0; g < grids.size(); g++) {
      int depth = Math.max(1, grids.get(g).taps() * matrix.in()) * LANES;
      int available = byImage ? grids.get(g).rows() : grids.get(g).rows() * images;
      rows[g] = rowsOfPart(byImage ? ITEMS / images : ITEMS_ACROSS, available, depth, matrix.out());
      parts[g] = (available + rows[g] - 1) / rows[g] * (byImage ? images : 1);
      total += parts[g];
      int width = (depth + RowKernel.WIDTH - 1) / RowKernel.WIDTH * RowKernel.WIDTH;
      largest = Math.max(largest, (depth < RowKernel.WIDTH ? depth : width) * rows[g]);
      longest = Math.max(longest, rows[g]);
    }
    slots = total;
    panel = largest;
    most = longest;
    all = new Part[units()];
    Arrays.setAll(all, this::part);
  }

  /**
   * Rows of a part: as many parts as their panels need to fit, and a power of two, because 56, 28
   * and 14 rows of pixels then divide into whole register blocks.
   *
   * @param wanted parts, see {@link #ITEMS}
   */
  private static int rowsOfPart(int wanted, int available, int depth, int blocks) {
    int out = blocks * LANES;
    long weights = (long) depth * out;
    int floats = weights > PANEL ? LARGE : PANEL;
    int most = Math.max(RowKernel.ROWS, floats / depth);
    int fitting = (available + most - 1) / most;
    long heavier = 2L * available * (depth + out) / weights;
    int parts = powerOfTwo(Math.max(fitting, (int) Math.min(heavier, wanted)));
    int each = (available + parts - 1) / parts;
    return parts == 1 ? RowKernel.padded(each) : RowKernel.whole(each);
  }

  private static int powerOfTwo(int least) {
    return Integer.highestOneBit(2 * least - 1);
  }

  boolean byImage() {
    return byImage;
  }

  /** Parts of rows, whatever the group. */
  int slots() {
    return slots;
  }

  /** Parts in all groups. */
  int units() {
    return slots * matrix.count();
  }

  /** Floats of the largest panel. */
  int panel() {
    return panel;
  }

  /** Rows of the longest part. */
  int most() {
    return most;
  }

  /** Floats from one block of a panel to the next. */
  int stride(Part part) {
    return rows[part.grid()] * LANES;
  }

  /** Where the first row of a part of the only grid lies in a block of channels. */
  int first(Part part, Layout layout, int block) {
    int length = grids.get(0).rows();
    int pixel = part.first() % length * LANES;
    return part.first() / length * layout.image() + block * layout.plane() + pixel;
  }

  /** A part, made in advance. */
  Part of(int unit) {
    return all[unit];
  }

  /** A part: within images, all grids of one image in a row, so that they find it in the cache. */
  private Part part(int unit) {
    int slot = unit / matrix.count();
    int image = byImage ? slot / (slots / images) : 0;
    int part = byImage ? slot % (slots / images) : slot;
    int g = 0;
    while (part >= each(g)) {
      part -= each(g++);
    }
    int length = grids.get(g).rows();
    int first = image * length + part * rows[g];
    int end = (byImage ? image + 1 : images) * length;
    return new Part(unit, g, unit % matrix.count(), slot, first, Math.min(rows[g], end - first));
  }

  /** Parts of a grid, in each image or in all. */
  private int each(int grid) {
    return byImage ? parts[grid] / images : parts[grid];
  }
}

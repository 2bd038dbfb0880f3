package org.resnet4j.assembler.kernel;

import org.resnet4j.assembler.parameters.ParameterBlock;
import org.resnet4j.assembler.x86.GeneralRegister;

/**
 * The weights of the next block of channels, which are brought into the second-level cache while
 * this block's are used: evenly, as the last-level cache gives them slowly.
 *
 * @param lines of the cache, with every straight piece of a sum's code
 * @param group bytes, with every group of rows
 */
record NextWeights(int lines, int group) {
  static final NextWeights NONE = new NextWeights(0, 0);
  static final int LINE = 64;

  /** Points to what is fetched. */
  static final GeneralRegister CURSOR = GeneralRegister.R13;

  /** Fewer bytes of all weights than these stay in the cache while all pixels pass by. */
  private static final int STAYING = 256 << 10;

  /** More lines at a time than these are not worth it. */
  private static final int MANY = 8;

  /**
   * For a layer.
   *
   * @param weights bytes of all
   */
  static NextWeights of(Steps steps, TilePlan tiles, ParameterBlock block, long weights) {
    int bytes = block.size() - block.weights();
    int pieces = steps.pieces() * tiles.widths().size();
    int lines = Math.ceilDiv(bytes, LINE * pieces * tiles.groups());
    return weights <= STAYING || lines > MANY
        ? NONE
        : new NextWeights(lines, lines * LINE * pieces);
  }
}

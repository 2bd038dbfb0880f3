package org.resnet4j.data.image.vp8;

/** One block of 16 x 16 pixels: how it is predicted, and what is added to that. */
final class Macroblock {
  /** 16 of luma, 4 of each chroma, 16 numbers each. */
  static final int COEFFICIENTS = 24 * 16;

  /** Whether each 4 x 4 part of luma has a mode of its own. */
  boolean parts;

  /** The modes of the parts, or of all of luma, at 0. */
  final int[] modes = new int[16];

  int chromaMode;
  int segment;
  boolean skipped;

  /** Whether anything is added to the prediction. */
  boolean coded;
}

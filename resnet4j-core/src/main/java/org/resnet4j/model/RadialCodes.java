package org.resnet4j.model;

import java.util.List;

/**
 * The fixed codes of LeNet-5's output layer (LeCun et al. 1998, section II-B and Figure 3): the
 * target of each class is a picture of its digit, 7 pixels wide and 12 high, ink +1 and paper −1.
 * Departs: the bitmaps are redrawn, because the paper prints its own too small to copy.
 */
public final class RadialCodes {
  private RadialCodes() {}

  private static final int WIDTH = 7;
  private static final int HEIGHT = 12;

  private static final List<String> ZERO_TO_FOUR =
      """
      ....... ....... ....... ....... .......
      ..###.. ...##.. .#####. ####### ....##.
      .##.##. ..###.. ##...## .....## ...###.
      ##...## .####.. .....## ....##. ..####.
      ##...## ...##.. .....## ...##.. .##.##.
      ##...## ...##.. ....##. ..####. ##..##.
      ##...## ...##.. ...##.. .....## ##..##.
      ##...## ...##.. ..##... .....## #######
      ##...## ...##.. .##.... .....## ....##.
      .##.##. ...##.. ##..... ##...## ....##.
      ..###.. .###### ####### .#####. ....##.
      ....... ....... ....... ....... .......
      """
          .lines()
          .toList();

  private static final List<String> FIVE_TO_NINE =
      """
      ....... ....... ....... ....... .......
      ####### ..####. ####### .#####. .#####.
      ##..... .##.... .....## ##...## ##...##
      ##..... ##..... .....## ##...## ##...##
      ######. ##..... ....##. ##...## ##...##
      ##...## ######. ....##. .#####. ##...##
      .....## ##...## ...##.. ##...## .######
      .....## ##...## ...##.. ##...## .....##
      .....## ##...## ..##... ##...## .....##
      ##...## ##...## ..##... ##...## ....##.
      .#####. .#####. ..##... .#####. .####..
      ....... ....... ....... ....... .......
      """
          .lines()
          .toList();

  /**
   * The codes of an output layer. With 84 inputs the first ten classes have their digits; every
   * other code is a fixed, arbitrary pattern.
   *
   * @param classes how many codes
   * @param in how many elements a code has
   * @return (classes, in), row-major, each ±1
   * @throws ArithmeticException if {@code classes · in} is more than an array holds
   */
  public static float[] of(int classes, int in) {
    var codes = new float[Math.multiplyExact(classes, in)];
    for (int digit = 0; digit < classes; digit++) {
      for (int i = 0; i < in; i++) {
        boolean drawn = in == WIDTH * HEIGHT && digit < 10;
        codes[digit * in + i] = (drawn ? ink(digit, i) : pattern(digit, i)) ? 1 : -1;
      }
    }
    return codes;
  }

  private static boolean ink(int digit, int pixel) {
    var rows = digit < 5 ? ZERO_TO_FOUR : FIVE_TO_NINE;
    int column = (digit % 5) * (WIDTH + 1) + pixel % WIDTH;
    return rows.get(pixel / WIDTH).charAt(column) == '#';
  }

  /** One bit of a well-mixed number (the finaliser of SplitMix64, Steele et al. 2014). */
  private static boolean pattern(int row, int column) {
    long z = (row + 1) * 0x9E3779B97F4A7C15L + column * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) & 1) == 1;
  }
}

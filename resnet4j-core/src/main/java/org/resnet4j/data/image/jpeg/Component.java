package org.resnet4j.data.image.jpeg;

import java.util.Arrays;

/** One component of a frame: light, or one of two colours. */
final class Component {
  final int id;
  final int across; // blocks of it in a unit of all components
  final int down;
  final int table; // of quantisation
  int wide; // blocks of it alone
  int high;
  int stride; // blocks of it in whole units
  int rows;

  /** Of progressive pictures: all coefficients, in zigzag order, block by block. */
  short[] coefficients = new short[0];

  /** How many low bits are still missing of each coefficient; -1 if all are. */
  final int[] missing = new int[64];

  int direct; // the last coefficient of direct current in this scan

  Component(int id, int sampling, int table) {
    this.id = id;
    across = sampling >> 4;
    down = sampling & 15;
    this.table = table;
    Arrays.fill(missing, -1);
  }

  int blocks() {
    return stride * rows;
  }
}

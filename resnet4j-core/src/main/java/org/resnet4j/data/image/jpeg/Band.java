package org.resnet4j.data.image.jpeg;

/**
 * What a scan has of each block (T.81, G.1.1.1).
 *
 * @param first coefficient, in zigzag order
 * @param last coefficient
 * @param before the low bits that were missing of them, or 0 in their first scan
 * @param low the bits that are missing after it
 */
record Band(int first, int last, int before, int low) {
  /** Scans of sequential pictures have whole blocks. */
  static final Band ALL = new Band(0, 63, 0, 0);

  /**
   * {@return the band of a progressive picture's scan}
   *
   * @param at where the scan's segment has it
   * @param components of the scan
   */
  static Band at(byte[] file, int at, int components) {
    int bits = file[at + 2] & 0xff;
    var band = new Band(file[at] & 0xff, file[at + 1] & 0xff, bits >> 4, bits & 15);
    boolean alone = band.first == 0 ? band.last == 0 : components == 1;
    boolean next = !band.refines() || band.before == band.low + 1;
    if (!alone || !next || band.first > band.last || band.last > 63 || band.low > 13) {
      throw new DamagedCodes(JpegReader.SCANS);
    }
    return band;
  }

  boolean refines() {
    return before > 0;
  }

  /** Notes what a component has with this; the first coefficient comes before all others. */
  void addTo(Component c) {
    for (int k = first; k <= last; k++) {
      if (c.missing[k] != (refines() ? before : -1) || k > 0 && c.missing[0] < 0) {
        throw new DamagedCodes(JpegReader.SCANS);
      }
      c.missing[k] = low;
    }
  }
}

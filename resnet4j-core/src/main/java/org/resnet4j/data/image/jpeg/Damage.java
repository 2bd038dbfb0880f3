package org.resnet4j.data.image.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads all codes of a JPEG, without making pixels of them. For one thread, and one picture; its
 * tables may lie elsewhere, as in a TIFF.
 */
public final class Damage {
  static final String LIGHT = "its codes give light that no picture has";
  static final String TABLE = "a table of its codes is missing";
  static final String SCANS = "its scans do not go together";

  /** Coefficients without all of whose bits decoders guess a smooth picture, each in its way. */
  private static final int SMOOTHED = 9;

  /** Coefficients to a byte: a run of blocks takes half a bit for each, in four components. */
  private static final int MOST = 4 * 1024;

  private final int[][] steps = new int[4][];
  private final Huffman[] direct = new Huffman[4];
  private final Huffman[] alternating = new Huffman[4];
  private List<Component> components = List.of();
  private boolean progressive;
  private int interval;
  private int unitsAcross;
  private int unitsDown;

  /** A reader that has seen nothing yet. */
  public Damage() {
    Arrays.fill(direct, Huffman.MISSING);
    Arrays.fill(alternating, Huffman.MISSING);
  }

  /**
   * Reads the first picture of some bytes.
   *
   * @param file the bytes
   * @param from where the picture begins, with the marker SOI
   * @param end where it ends at the latest
   * @return what is wrong with it, to go on after "is damaged:"; nothing if all codes are those of
   *     a picture, or of a kind that is not known here (arithmetic codes, 12 bits)
   */
  public Optional<String> of(byte[] file, int from, int end) {
    try {
      read(file, from, end);
      return Optional.empty();
    } catch (DamagedCodes e) {
      return Optional.of(e.getMessage());
    } catch (IndexOutOfBoundsException e) {
      return Optional.of("its data end too early");
    }
  }

  private void read(byte[] file, int from, int end) {
    components = List.of();
    interval = 0;
    boolean seen = false;
    var segments = new MarkerSegments(file, from, end);
    while (segments.next()) {
      if (segments.marker() == MarkerSegments.SCAN) {
        if (components.isEmpty()) {
          return; // another kind, or no picture
        }
        segments.behind(scan(file, segments.from(), segments.end(), end));
        seen = true;
      } else if (!segment(segments.marker(), file, segments.from(), segments.end())) {
        return;
      }
    }
    if (seen && progressive) {
      requireLight();
    }
  }

  /** {@return whether such pictures are read here} */
  private boolean segment(int marker, byte[] file, int at, int end) {
    switch (marker) {
      case 0xdb -> quantisation(file, at, end);
      case 0xc4 -> codes(file, at, end);
      case 0xdd -> interval = MarkerSegments.pair(file, at);
      case 0xc0, 0xc1, 0xc2 -> {
        return frame(marker == 0xc2, file, at);
      }
      case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf -> {
        return false;
      }
      default -> {}
    }
    return true;
  }

  private void quantisation(byte[] file, int from, int end) {
    int at = from;
    while (at < end) {
      boolean deep = (file[at] & 0xf0) != 0;
      int[] table = new int[64];
      for (int k = 0; k < 64; k++) {
        table[k] = deep ? MarkerSegments.pair(file, at + 1 + 2 * k) : file[at + 1 + k] & 0xff;
      }
      steps[file[at] & 3] = table;
      at += 1 + (deep ? 128 : 64);
    }
  }

  private void codes(byte[] file, int from, int end) {
    int at = from;
    while (at < end) {
      var tables = (file[at] & 0xf0) == 0 ? direct : alternating;
      tables[file[at] & 3] = new Huffman(file, at + 1);
      at += 17 + Huffman.count(file, at + 1);
    }
  }

  private boolean frame(boolean progressive, byte[] file, int at) {
    this.progressive = progressive;
    int high = MarkerSegments.pair(file, at + 1);
    int wide = MarkerSegments.pair(file, at + 3);
    if (file[at] != 8 || high == 0 || wide == 0) {
      return false;
    }
    var found = new ArrayList<Component>();
    int across = 1;
    int down = 1;
    for (int i = 0; i < (file[at + 5] & 0xff); i++) {
      int one = at + 6 + 3 * i;
      var c = new Component(file[one] & 0xff, file[one + 1] & 0xff, file[one + 2] & 3);
      if (c.across < 1 || c.across > 4 || c.down < 1 || c.down > 4) {
        return false;
      }
      across = Math.max(across, c.across);
      down = Math.max(down, c.down);
      found.add(c);
    }
    unitsAcross = ratio(wide, 8 * across);
    unitsDown = ratio(high, 8 * down);
    for (var c : found) {
      c.wide = ratio(wide * c.across, 8 * across);
      c.high = ratio(high * c.down, 8 * down);
      c.stride = unitsAcross * c.across;
      c.rows = unitsDown * c.down;
    }
    if (progressive) {
      makeRoom(found, (long) MOST * file.length);
    }
    components = found;
    return true;
  }

  private static void makeRoom(List<Component> components, long most) {
    long all = components.stream().mapToLong(c -> 64L * c.stride * c.rows).sum();
    if (all > most) {
      throw new DamagedCodes("it claims more pixels than its bytes can hold");
    }
    components.forEach(c -> c.coefficients = new short[Math.toIntExact(64L * c.stride * c.rows)]);
  }

  /** {@return the place of the marker behind the scan} */
  private int scan(byte[] file, int at, int from, int end) {
    var parts = new ArrayList<Scan.Part>();
    int count = file[at] & 0xff;
    for (int i = 0; i < count; i++) {
      int id = file[at + 1 + 2 * i] & 0xff;
      int tables = file[at + 2 + 2 * i];
      for (var c : components) {
        if (c.id == id) {
          parts.add(new Scan.Part(c, direct[tables >> 4 & 3], alternating[tables & 3]));
          break;
        }
      }
    }
    if (parts.size() != count || parts.isEmpty()) {
      throw new DamagedCodes(SCANS);
    }
    if (parts.stream().anyMatch(part -> steps[part.component().table] == null)) {
      throw new DamagedCodes(TABLE);
    }
    int bits = file[at + 3 + 2 * count] & 0xff;
    var in = new CodeReader(file, from, end);
    var scan =
        progressive
            ? new ProgressiveScan(
                parts,
                interval,
                in,
                file[at + 1 + 2 * count] & 0xff,
                file[at + 2 + 2 * count] & 0xff,
                bits >> 4,
                bits & 15)
            : new SequentialScan(parts, interval, in, steps);
    scan.read(unitsAcross, unitsDown);
    return in.nextMarker();
  }

  /** Looks at what all scans of a progressive picture together have given. */
  private void requireLight() {
    var light = new Light();
    for (var c : components) {
      for (int k = 0; k <= SMOOTHED; k++) {
        if (c.missing[k] != 0) {
          throw new DamagedCodes("scans of it are missing");
        }
      }
      for (int block = 0; block < c.blocks(); block++) {
        if (!light.canBeShown(c.coefficients, 64 * block, steps[c.table])) {
          throw new DamagedCodes(LIGHT);
        }
      }
    }
  }

  private static int ratio(int whole, int part) {
    return (whole + part - 1) / part;
  }
}

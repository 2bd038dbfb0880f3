package org.resnet4j.data.image.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JPEGs of 8 bits in Huffman codes, sequential and progressive, with libjpeg-turbo's samples.
 * What no encoder writes is damage: decoders make different pixels of it. For one thread; a picture
 * may use the tables of what was read before, as in a TIFF.
 */
public final class JpegReader {
  static final String LIGHT = "its codes give light that no picture has";
  static final String TABLE = "a table of its codes is missing";
  static final String SCANS = "its scans do not go together";
  private static final String SHORT = "its data end too early";

  /** Coefficients without all of whose bits decoders guess a smooth picture, each in its way. */
  private static final int SMOOTHED = 9;

  /** Blocks in a unit of several components (T.81, B.2.3). */
  private static final int MOST_BLOCKS = 10;

  private final JpegTables tables = new JpegTables();
  private final InverseTransform transform = new InverseTransform();
  private JpegFrame frame = JpegFrame.NONE;
  private int interval;

  /** A reader that has seen nothing yet. */
  public JpegReader() {}

  /**
   * Reads the first picture of some bytes, or tables alone.
   *
   * @param file the bytes
   * @param from where they begin, with the marker SOI
   * @param end where they end at the latest
   * @param rows takes the picture; none of it where there are tables alone, or a kind that is not
   *     read here ({@link JpegHead#unread})
   * @return what is wrong with it, to go on after "is damaged:"; some rows may have been taken
   */
  public Optional<String> read(byte[] file, int from, int end, SampleRows rows) {
    frame = JpegFrame.NONE;
    interval = 0;
    try {
      read(new MarkerSegments(file, from, end), file, end, rows);
      return Optional.empty();
    } catch (DamagedCodes e) {
      return Optional.of(e.getMessage());
    } catch (IndexOutOfBoundsException e) {
      return Optional.of(SHORT);
    }
  }

  private void read(MarkerSegments segments, byte[] file, int end, SampleRows rows) {
    boolean several = false;
    while (segments.next()) {
      int at = segments.from();
      DamagedCodes.require(at <= segments.end());
      if (segments.marker() != MarkerSegments.SCAN) {
        if (!segment(segments.marker(), file, at, segments.end())) {
          return;
        }
        continue;
      }
      var parts = parts(file, at, segments.end());
      var in = new CodeReader(file, segments.end(), end);
      if (!several && !frame.progressive() && parts.size() == frame.components().size()) {
        frame.makeRoom();
        new SequentialScan(parts, interval, in, transform, new Strips(frame, rows)).read(frame);
        return;
      }
      if (!several) {
        frame.keepAll(file.length);
        several = true;
      }
      int band = at + 1 + 2 * parts.size();
      new ProgressiveScan(
              parts,
              interval,
              in,
              frame.progressive() ? Band.at(file, band, parts.size()) : Band.ALL)
          .read(frame);
      segments.behind(in.nextMarker());
    }
    if (several) {
      show(new Strips(frame, rows));
    } else if (frame != JpegFrame.NONE) {
      throw new DamagedCodes(SHORT);
    }
  }

  /** {@return whether such pictures are read here} */
  private boolean segment(int marker, byte[] file, int at, int end) {
    switch (marker) {
      case 0xdb -> tables.quantisation(file, at, end);
      case 0xc4 -> tables.codes(file, at, end);
      case 0xdd -> {
        DamagedCodes.require(end == at + 2);
        interval = MarkerSegments.pair(file, at);
      }
      default -> {
        if (JpegHead.isFrame(marker)) {
          if (frame != JpegFrame.NONE) {
            throw new DamagedCodes(SCANS);
          }
          if (JpegHead.unread(marker, file[at]).isPresent()) {
            return false;
          }
          DamagedCodes.require(end == at + 6 + 3 * (file[at + 5] & 0xff));
          frame = JpegFrame.at(file, at, marker == JpegHead.PROGRESSIVE);
        }
      }
    }
    return true;
  }

  /** {@return the components of a scan} */
  private List<Scan.Part> parts(byte[] file, int at, int end) {
    var parts = new ArrayList<Scan.Part>();
    int count = file[at] & 0xff;
    DamagedCodes.require(end == at + 4 + 2 * count);
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      int id = file[at + 1 + 2 * i] & 0xff;
      for (var c : frame.components()) {
        if (c.id == id) {
          parts.add(tables.part(c, file[at + 2 + 2 * i]));
          blocks += c.across * c.down;
          break;
        }
      }
    }
    long unlike = parts.stream().map(Scan.Part::component).distinct().count();
    if (unlike != count || count == 0 || count > 1 && blocks > MOST_BLOCKS) {
      throw new DamagedCodes(SCANS);
    }
    return parts;
  }

  /** Makes a picture of what all scans together have given. */
  private void show(Strips strips) {
    for (var c : frame.components()) {
      for (int k = 0; k <= SMOOTHED; k++) {
        if (c.missing[k] != 0) {
          throw new DamagedCodes("scans of it are missing");
        }
      }
    }
    frame.makeRoom();
    transform.clear();
    for (int y = 0; y < frame.unitsDown(); y++) {
      for (var c : frame.components()) {
        transform(c, y * c.down);
      }
      transform.flush();
      strips.behind(y);
    }
  }

  private void transform(Component c, int top) {
    for (int row = top; row < Math.min(top + c.down, c.high); row++) {
      for (int column = 0; column < c.wide; column++) {
        int from = 64 * (row * c.stride + column);
        long others = transform.load(c.coefficients, from, c.steps);
        transform.take(c.coefficients[from] * c.steps[0], others, c, row, column);
      }
    }
  }
}

package org.resnet4j.data.image.format;

import java.util.Optional;
import org.resnet4j.data.image.jpeg.JpegReader;
import org.resnet4j.data.image.jpeg.SampleRows;

/** A TIFF's strips or tiles that are JPEGs, with the tables that they share. */
final class TiffCodes {
  private static final int TABLES = 347;

  private TiffCodes() {}

  /** {@return what is wrong with the first of them that is damaged} */
  static Optional<String> damage(byte[] file, TiffHead head) {
    int[] tables = TiffHead.every(file, TABLES);
    byte[] shared = new byte[tables.length];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = (byte) tables[i];
    }
    var reader = new JpegReader();
    SampleRows unused = (y, samples) -> {};
    var wrong = reader.read(shared, 0, shared.length, unused);
    var parts = TiffParts.of(file, head);
    for (int i = 0; wrong.isEmpty() && i < parts.count(); i++) {
      wrong = reader.read(file, parts.start(i), parts.end(i), unused);
    }
    return wrong;
  }
}

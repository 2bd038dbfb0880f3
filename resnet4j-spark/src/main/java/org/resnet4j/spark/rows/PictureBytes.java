package org.resnet4j.spark.rows;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.resnet4j.data.DataException;

/** Reads files wherever Hadoop reads them. */
final class PictureBytes {
  /** More than any picture's file has. */
  private static final int MOST_BYTES = 256 << 20;

  private PictureBytes() {}

  static byte[] read(String path, Configuration hadoop) {
    try {
      var file = new Path(path);
      try (var in = file.getFileSystem(hadoop).open(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new DataException("%s is no picture: it has more than 256 MiB".formatted(path));
        }
        return bytes;
      }
    } catch (IOException | IllegalArgumentException e) { // an address that is none
      throw new DataException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}

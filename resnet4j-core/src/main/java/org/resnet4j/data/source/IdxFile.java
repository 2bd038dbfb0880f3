package org.resnet4j.data.source;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;

/**
 * The IDX format of MNIST, unsigned bytes only: two zero bytes, 0x08, the number of dimensions,
 * each dimension as a big-endian int, then the values. Plain or gzipped.
 *
 * @param name of the file, for errors
 * @param dimensions the sizes; the first is the number of examples
 * @param bytes the whole file; the values, row-major, are at its end
 * @param header bytes before the values
 */
record IdxFile(String name, int[] dimensions, byte[] bytes, int header) {
  private static final int MAX_RANK = 4;

  static IdxFile parse(String name, byte[] file) {
    byte[] bytes = Gzip.inflateIfZipped(name, file);
    if (bytes.length < 4) {
      throw new DataException(
          "%s: an IDX file begins with 4 bytes, this file has %d".formatted(name, bytes.length));
    }
    if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8) {
      throw new DataException(
          "%s: byte 0: an IDX file of bytes begins with 00 00 08, this one with %02x %02x %02x"
              .formatted(name, bytes[0], bytes[1], bytes[2]));
    }
    int rank = bytes[3];
    if (rank < 1 || rank > MAX_RANK) {
      throw new DataException("%s: byte 3: 1 to 4 dimensions, not %d".formatted(name, rank));
    }
    int header = 4 + 4 * rank;
    if (bytes.length < header) {
      throw new DataException(
          "%s: byte %d: the file ends within its header of %d bytes"
              .formatted(name, bytes.length, header));
    }
    int[] dimensions = dimensions(name, bytes, rank);
    return new IdxFile(name, dimensions, bytes, header);
  }

  private static int[] dimensions(String name, byte[] bytes, int rank) {
    int[] dimensions = new int[rank];
    long values = 1;
    for (int i = 0; i < rank; i++) {
      int at = 4 + 4 * i;
      int size = bigEndian(bytes, at);
      if (size < 1) {
        throw new DataException(
            "%s: byte %d: dimension %d must not be %d"
                .formatted(name, at, i, Integer.toUnsignedLong(size)));
      }
      if (values * size > Integer.MAX_VALUE) {
        throw new DataException(
            "%s: byte %d: dimensions of %d and more values are too many"
                .formatted(name, at, values * size));
      }
      dimensions[i] = size;
      values *= size;
    }
    int header = 4 + 4 * rank;
    if (bytes.length - header != values) {
      throw new DataException(
          "%s: byte %d: dimensions %s need %d bytes after the header, there are %d"
              .formatted(name, header, Arrays.toString(dimensions), values, bytes.length - header));
    }
    return dimensions;
  }

  private static int bigEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** Images (N, H, W) and labels (N) as a data set of grey images. */
  static MemoryDataset dataset(String name, List<String> classes, IdxFile images, IdxFile labels) {
    images.expectRank(3, "images have 3 dimensions");
    labels.expectRank(1, "labels have 1 dimension");
    int[] shape = images.dimensions;
    if (labels.dimensions[0] != shape[0]) {
      throw new DataException(
          "%s has %d labels for the %d images of %s"
              .formatted(labels.name, labels.dimensions[0], shape[0], images.name));
    }
    var imageShape = new ImageShape(1, shape[1], shape[2]);
    return new MemoryDataset(
        name, classes, imageShape, images.bytes, images.header, labels.labelsBelow(classes.size()));
  }

  private void expectRank(int rank, String rule) {
    if (dimensions.length != rank) {
      throw new DataException("%s: byte 3: %s, not %d".formatted(name, rule, dimensions.length));
    }
  }

  private int[] labelsBelow(int classes) {
    int[] labels = new int[dimensions[0]];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[header + i] & 0xff;
      if (labels[i] >= classes) {
        throw new DataException(
            "%s: byte %d: label %d, but labels run from 0 to %d"
                .formatted(name, header + i, labels[i], classes - 1));
      }
    }
    return labels;
  }
}

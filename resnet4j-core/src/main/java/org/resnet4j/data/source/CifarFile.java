package org.resnet4j.data.source;

import java.util.List;
import org.resnet4j.data.DataException;
import org.resnet4j.data.ImageShape;
import org.resnet4j.data.MemoryDataset;

/**
 * The binary form of CIFAR (Krizhevsky 2009): one record per image, its label (CIFAR-100: coarse,
 * then fine) and 3072 bytes, the red, green and blue planes of 32 x 32.
 */
final class CifarFile {
  static final ImageShape SHAPE = new ImageShape(3, 32, 32);

  private CifarFile() {}

  /** One file's name, for errors, and content. */
  record Part(String name, byte[] bytes) {}

  /**
   * Reads files one after another into one data set.
   *
   * @param labelBytes 1 for CIFAR-10, 2 for CIFAR-100 (the second, the fine label, is taken)
   */
  static MemoryDataset dataset(
      String name, List<String> classes, int labelBytes, List<Part> parts) {
    int record = labelBytes + SHAPE.length();
    int size = 0;
    for (Part part : parts) {
      if (part.bytes().length == 0 || part.bytes().length % record != 0) {
        throw new DataException(
            "%s: %d bytes are not a whole number of records of %d bytes; the last begins at byte %d"
                .formatted(
                    part.name(),
                    part.bytes().length,
                    record,
                    part.bytes().length / record * record));
      }
      size = Math.addExact(size, part.bytes().length / record);
    }
    byte[] pixels = new byte[Math.multiplyExact(size, SHAPE.length())];
    int[] labels = new int[size];
    int next = 0;
    for (Part part : parts) {
      for (int at = 0; at < part.bytes().length; at += record) {
        labels[next] = label(part, at + labelBytes - 1, classes.size());
        System.arraycopy(
            part.bytes(), at + labelBytes, pixels, next * SHAPE.length(), SHAPE.length());
        next++;
      }
    }
    return new MemoryDataset(name, classes, SHAPE, pixels, labels);
  }

  private static int label(Part part, int at, int classes) {
    int label = part.bytes()[at] & 0xff;
    if (label >= classes) {
      throw new DataException(
          "%s: byte %d: label %d, but labels run from 0 to %d"
              .formatted(part.name(), at, label, classes - 1));
    }
    return label;
  }
}

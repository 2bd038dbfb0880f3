package org.resnet4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Images of one shape, all of them in memory as bytes: MNIST, Fashion-MNIST, CIFAR. */
public final class MemoryDataset implements Dataset {
  private final String name;
  private final List<String> classes;
  private final ImageShape shape;
  private final byte[] pixels; // (size, C, H, W) from `first` on
  private final int first;
  private final int[] labels;

  /**
   * A data set of these images and labels.
   *
   * @param name for messages
   * @param classes names of the classes, in the order of their labels
   * @param shape (C, H, W) of every image
   * @param pixels (size, C, H, W), row-major; not copied
   * @param labels one per image, from 0 and less than the number of classes; not copied
   * @throws DataException if images and labels do not match, or a label is not that of a class
   */
  public MemoryDataset(
      String name, List<String> classes, ImageShape shape, byte[] pixels, int[] labels) {
    this(name, classes, shape, pixels, 0, labels);
  }

  /**
   * A data set of the images that begin at some place of an array.
   *
   * @param name for messages
   * @param classes names of the classes, in the order of their labels
   * @param shape (C, H, W) of every image
   * @param pixels (size, C, H, W), row-major, from {@code first} to the end; not copied
   * @param first where the first image begins: the content of a file is used as it was read
   * @param labels one per image, from 0 and less than the number of classes; not copied
   * @throws DataException if images and labels do not match, or a label is not that of a class
   */
  public MemoryDataset(
      String name, List<String> classes, ImageShape shape, byte[] pixels, int first, int[] labels) {
    this.name = name;
    this.classes = List.copyOf(classes);
    this.shape = shape;
    this.pixels = pixels;
    this.first = first;
    this.labels = labels;
    if ((long) labels.length * shape.length() != pixels.length - first) {
      throw new DataException(
          "%s: %d labels of images of %s need %d bytes, got %d"
              .formatted(
                  name,
                  labels.length,
                  shape,
                  (long) labels.length * shape.length(),
                  pixels.length - first));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new DataException(
            "%s: example %d has label %d, but labels run from 0 to %d"
                .formatted(name, i, labels[i], classes.size() - 1));
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int channels() {
    return shape.channels();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.of(shape);
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public Image image(int index) {
    Objects.checkIndex(index, labels.length);
    int length = shape.length();
    int from = first + index * length;
    byte[] copy = Arrays.copyOfRange(pixels, from, from + length);
    return new Image(shape.channels(), shape.height(), shape.width(), copy);
  }
}

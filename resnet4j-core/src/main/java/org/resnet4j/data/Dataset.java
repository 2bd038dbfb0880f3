package org.resnet4j.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labelled images, numbered from 0. Safe for use by several threads; every read of an example gives
 * the same bytes.
 */
public interface Dataset {
  /** {@return a name for messages, such as {@code mnist train}} */
  String name();

  /** {@return the number of examples} */
  int size();

  /** {@return the names of the classes; a label is an index into this list} */
  List<String> classes();

  /** {@return the number of channels of every image: 1 for grey, 3 for colour} */
  int channels();

  /** {@return the shape of every image; empty if the shapes differ} */
  Optional<ImageShape> shape();

  /**
   * {@return the label of an example: an index into {@link #classes}, from 0}
   *
   * @param index of the example, from 0
   * @throws IndexOutOfBoundsException if there is no such example
   */
  int label(int index);

  /**
   * {@return the image of an example, a fresh copy}
   *
   * @param index of the example, from 0
   * @throws IndexOutOfBoundsException if there is no such example
   * @throws DataException if it cannot be read; other images may still be readable
   */
  Image image(int index);

  /**
   * {@return where an example comes from, for messages: a file, or the data set's name and the
   * index}
   *
   * @param index of the example, from 0
   */
  default String origin(int index) {
    return name() + " #" + index;
  }

  /**
   * {@return what a user should know of how these images were found, in sentences: what was left
   * out, which classes have none}
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * {@return the images that could not be read so far, by their {@link #origin}, each with the
   * reason, in the order of their names; a copy} A data set in memory has none.
   */
  default Map<String, String> unreadable() {
    return Map.of();
  }
}

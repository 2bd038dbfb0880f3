package org.resnet4j.data;

import java.util.List;
import java.util.Optional;

/**
 * Labelled images, numbered from 0. Safe for use by several threads; every read of an example gives
 * the same bytes.
 */
public interface Dataset {
  /** A name for messages: {@code mnist train}. */
  String name();

  int size();

  /** The classes' names; a label is an index into them. */
  List<String> classes();

  /** 1 for grey, 3 for colour. */
  int channels();

  /** The shape of every image; empty if the shapes differ. */
  Optional<ImageShape> shape();

  int label(int index);

  /**
   * The image, a fresh copy.
   *
   * @throws DataException if it cannot be read; other images may still be readable
   */
  Image image(int index);

  /** Where example {@code index} comes from, for messages. */
  default String origin(int index) {
    return name() + " #" + index;
  }
}

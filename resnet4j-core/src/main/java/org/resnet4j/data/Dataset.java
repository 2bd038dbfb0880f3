package org.resnet4j.data;

import java.util.List;
import java.util.Optional;

/**
 * Labelled images, numbered from 0. Reading is safe from several threads at once and gives the same
 * bytes each time.
 */
public interface Dataset {
  /** For people: {@code mnist train}. */
  String name();

  int size();

  /** The classes' names; a label is an index into them. */
  List<String> classes();

  /** 1 for grey, 3 for colour. */
  int channels();

  /** The shape of every image, or nothing where they differ. */
  Optional<ImageShape> shape();

  int label(int index);

  /**
   * The image, a fresh copy.
   *
   * @throws DataException if it cannot be read; the others may still be
   */
  Image image(int index);

  /** For people: where example {@code index} comes from. */
  default String origin(int index) {
    return name() + " #" + index;
  }
}

package org.resnet4j.weights.format;

/** A pickled value that is not a weight: None, bytes, a NumPy number. */
enum Opaque {
  NONE,
  SOMETHING
}

package org.resnet4j.int8.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.resnet4j.export.evaluate.Dense;

/** The memory of one computation. */
final class ImageMemory {
  /** Bytes behind the last map: kernels may read whole vectors. */
  private static final int SLACK = 64;

  private final int capacity;
  private final int imageBytes;
  final byte[] bytes;
  final float[] padded;
  final Map<String, Dense> floats = new ConcurrentHashMap<>();
  private float[] images = {};
  private int first;
  private int count;

  /**
   * @param capacity how many images at once
   * @param imageBytes of all maps of an image
   * @param paddedNumbers of an image in floats with its border
   */
  ImageMemory(int capacity, int imageBytes, int paddedNumbers) {
    this.capacity = capacity;
    this.imageBytes = imageBytes;
    bytes = new byte[Math.addExact(Math.multiplyExact(capacity, imageBytes), SLACK)];
    padded = new float[Math.addExact(Math.multiplyExact(capacity, paddedNumbers), SLACK)];
  }

  /** Takes images; those of the caller's array are only read. */
  void take(float[] all, int from, int number) {
    images = all;
    first = from;
    count = number;
    floats.clear();
  }

  /** Lets the caller's images go, and what was made of them in floats. */
  void forget() {
    images = new float[0];
    floats.clear();
  }

  int capacity() {
    return capacity;
  }

  int count() {
    return count;
  }

  float[] images() {
    return images;
  }

  int first() {
    return first;
  }

  /** A value of floats that was computed. */
  Dense value(String name) {
    var value = floats.get(name);
    if (value == null) {
      throw new IllegalStateException("'%s' is used before it is there".formatted(name));
    }
    return value;
  }

  /** Room for a value of floats, (images, each); made by whoever comes first. */
  Dense numbers(String name, int each) {
    return floats.computeIfAbsent(
        name, none -> new Dense(new int[] {count, each}, new float[count * each]));
  }

  /** Where the maps of an image begin. */
  int image(int index) {
    return index * imageBytes;
  }
}

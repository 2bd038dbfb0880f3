package org.resnet4j.int8.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.resnet4j.export.evaluate.Dense;

/** The memory of one computation. */
final class ImageMemory {
  /** Bytes behind the last map: kernels may read whole vectors. */
  private static final int SLACK = 64;

  /** A large array's elements begin 16 bytes behind a cache line, so maps begin at the next. */
  private static final int ALIGN = 48;

  private final int capacity;
  private final int imageBytes;
  private final int place;
  final byte[] bytes;
  final float[] padded;
  final Map<String, Dense> floats;
  private float[] images = {};
  private int first;
  private int count;

  /**
   * @param capacity how many images at once
   * @param imageBytes of all maps of an image
   * @param paddedNumbers of those images in floats with their border that are padded together
   */
  ImageMemory(int capacity, int imageBytes, int paddedNumbers) {
    this.capacity = capacity;
    this.imageBytes = imageBytes;
    place = 0;
    bytes = new byte[Math.addExact(Math.multiplyExact(capacity, imageBytes), ALIGN + SLACK)];
    padded = new float[Math.addExact(paddedNumbers, SLACK)];
    floats = new ConcurrentHashMap<>();
  }

  private ImageMemory(ImageMemory whole, int from, int count) {
    capacity = count;
    imageBytes = whole.imageBytes;
    place = from;
    bytes = whole.bytes;
    padded = whole.padded;
    floats = whole.floats;
    images = whole.images;
    first = whole.first + from;
    this.count = count;
  }

  /** Some of the images that were taken, in the same memory. */
  ImageMemory part(int from, int number) {
    return from == 0 && number == count ? this : new ImageMemory(this, from, number);
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
    return ALIGN + (place + index) * imageBytes;
  }
}

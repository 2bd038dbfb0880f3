package org.resnet4j.weights;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Shape;

/**
 * Numbers, row-major (the last axis runs fastest): in plain memory, or still in a file and read
 * when they are first wanted. Two arrays are equal if shape and values are, to the bit; NaN equals
 * NaN. Safe to read from many threads while none writes to {@link #data}.
 */
public final class NdArray {
  private static final int CHUNK = 1 << 13;

  /** Where numbers are that are not in memory; safe for several threads. */
  public interface Source {
    /**
     * Reads some of the numbers.
     *
     * @param from the first of them, from 0
     * @param target receives them
     * @param at where the first one goes
     * @param count how many
     * @throws WeightsException if they cannot be read
     */
    void read(int from, float[] target, int at, int count);
  }

  private final Shape shape;
  private float @Nullable [] data;
  private @Nullable Source source;

  /**
   * Numbers in memory.
   *
   * @param shape the sizes, outermost first; empty for a scalar
   * @param data exactly {@code shape.elements()} values; the array is not copied, the caller gives
   *     it up
   * @throws IllegalArgumentException if {@code data} does not have {@code shape.elements()} values
   */
  public NdArray(Shape shape, float[] data) {
    if (shape.elements() != data.length) {
      throw new IllegalArgumentException(
          "shape %s needs %d values, got %d".formatted(shape, shape.elements(), data.length));
    }
    this.shape = shape;
    this.data = data;
  }

  private NdArray(Shape shape, Source source) {
    this.shape = shape;
    this.source = source;
  }

  /**
   * Numbers that are read when they are first wanted. {@link #data} keeps them; {@link #copyTo}
   * does not.
   *
   * @param shape the sizes, outermost first
   * @param source has exactly {@code shape.elements()} values
   * @return an array without memory of its own
   */
  public static NdArray from(Shape shape, Source source) {
    return new NdArray(shape, source);
  }

  /** {@return the sizes, outermost first; empty for a scalar} */
  public Shape shape() {
    return shape;
  }

  /**
   * {@return the values themselves, always the same array}
   *
   * @throws WeightsException if they are still in a file and cannot be read
   */
  public synchronized float[] data() {
    var there = data;
    if (there == null) {
      there = new float[length()];
      Objects.requireNonNull(source).read(0, there, 0, there.length);
      data = there;
      source = null;
    }
    return there;
  }

  /**
   * Copies the values; those that are still in a file stay there.
   *
   * @param target receives them from its beginning on; at least as long
   * @throws WeightsException if they are still in a file and cannot be read
   */
  public synchronized void copyTo(float[] target) {
    copyTo(0, target, length());
  }

  private void copyTo(int from, float[] target, int count) {
    if (data == null) {
      Objects.requireNonNull(source).read(from, target, 0, count);
    } else {
      System.arraycopy(data, from, target, 0, count);
    }
  }

  /** How many values are NaN or infinite; those in a file are not kept. */
  synchronized int notFinite() {
    var chunk = new float[Math.min(CHUNK, length())];
    int wrong = 0;
    for (int from = 0; from < length(); from += chunk.length) {
      int count = Math.min(chunk.length, length() - from);
      copyTo(from, chunk, count);
      for (int i = 0; i < count; i++) {
        wrong += Float.isFinite(chunk[i]) ? 0 : 1;
      }
    }
    return wrong;
  }

  private int length() {
    return Math.toIntExact(shape.elements());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NdArray array
        && shape.equals(array.shape)
        && Arrays.equals(data(), array.data());
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, Arrays.hashCode(data()));
  }

  @Override
  public String toString() {
    return "NdArray of shape " + shape;
  }

  /**
   * An array of zeros.
   *
   * @param shape its sizes, outermost first
   * @return a new array
   * @throws ArithmeticException if the shape has more elements than an array holds
   */
  public static NdArray zeros(Shape shape) {
    return new NdArray(shape, new float[Math.toIntExact(shape.elements())]);
  }

  /**
   * A single number, as batch norm's counter is stored.
   *
   * @param value the number
   * @return a new array without axes
   */
  public static NdArray scalar(float value) {
    return new NdArray(Shape.of(), new float[] {value});
  }

  /** {@return an equal array with its own {@code data}} */
  public NdArray copy() {
    var copied = new float[length()];
    copyTo(copied);
    return new NdArray(shape, copied);
  }
}

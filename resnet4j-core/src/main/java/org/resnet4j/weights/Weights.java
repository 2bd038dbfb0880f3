package org.resnet4j.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Named arrays in order: a state dict. The map does not change; the arrays are shared, not copied
 * ({@link #copy} copies). Two are equal if they have the same keys and equal arrays, in whatever
 * order. Safe to read from many threads while none writes to an array.
 */
public final class Weights {
  private final Map<String, NdArray> arrays;

  /**
   * The arrays of a map, in its order.
   *
   * @param arrays from key to array; the map is copied, the arrays are not
   */
  public Weights(Map<String, NdArray> arrays) {
    this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /** {@return the arrays by key, in order; cannot be changed} */
  public Map<String, NdArray> arrays() {
    return arrays;
  }

  /** {@return the keys, in order; cannot be changed} */
  public Set<String> keys() {
    return arrays.keySet();
  }

  /**
   * Whether there is an array of this key.
   *
   * @param key as in a state dict, {@code layer1.0.conv1.weight}
   * @return whether {@link #at} has it
   */
  public boolean has(String key) {
    return arrays.containsKey(key);
  }

  /**
   * The array of this key.
   *
   * @param key as in a state dict, {@code layer1.0.conv1.weight}
   * @return the array itself, not a copy
   * @throws IllegalArgumentException if there is none
   */
  public NdArray at(String key) {
    var array = arrays.get(key);
    if (array == null) {
      throw new IllegalArgumentException("there are no weights named '%s'".formatted(key));
    }
    return array;
  }

  /**
   * The arrays whose keys are wanted.
   *
   * @param wanted tells it of a key
   * @return these arrays in the same order; shared, not copied
   */
  public Weights where(Predicate<String> wanted) {
    var kept = new LinkedHashMap<>(arrays);
    kept.keySet().removeIf(wanted.negate());
    return new Weights(kept);
  }

  /**
   * What is wrong with the numbers: weights with an infinity or NaN score nothing.
   *
   * @return the first array that has one, as a clause of a sentence: {@code 'fc.bias' has 3 numbers
   *     of 10 that are NaN or infinite}; empty if every number is finite
   */
  public Optional<String> notFinite() {
    for (var entry : arrays.entrySet()) {
      int wrong = entry.getValue().notFinite();
      if (wrong > 0) {
        return Optional.of(
            "'%s' has %d numbers of %d that are NaN or infinite"
                .formatted(entry.getKey(), wrong, entry.getValue().shape().elements()));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && arrays.equals(weights.arrays);
  }

  @Override
  public int hashCode() {
    return arrays.hashCode();
  }

  /** {@return equal weights whose arrays are copies} */
  public Weights copy() {
    var copies = new LinkedHashMap<String, NdArray>();
    arrays.forEach((key, array) -> copies.put(key, array.copy()));
    return new Weights(copies);
  }
}

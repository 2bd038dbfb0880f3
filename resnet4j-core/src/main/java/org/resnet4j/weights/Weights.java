package org.resnet4j.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named arrays in order: a state dict. The map does not change; the arrays are shared, not copied
 * ({@link #copy} copies). Two are equal if they have the same keys and equal arrays, in whatever
 * order.
 */
public final class Weights {
  private final Map<String, NdArray> arrays;

  public Weights(Map<String, NdArray> arrays) {
    this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  public Map<String, NdArray> arrays() {
    return arrays;
  }

  public Set<String> keys() {
    return arrays.keySet();
  }

  public boolean has(String key) {
    return arrays.containsKey(key);
  }

  /** The array of this key. */
  public NdArray at(String key) {
    var array = arrays.get(key);
    if (array == null) {
      throw new IllegalArgumentException("there are no weights named '%s'".formatted(key));
    }
    return array;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && arrays.equals(weights.arrays);
  }

  @Override
  public int hashCode() {
    return arrays.hashCode();
  }

  public Weights copy() {
    var copies = new LinkedHashMap<String, NdArray>();
    arrays.forEach((key, array) -> copies.put(key, array.copy()));
    return new Weights(copies);
  }
}

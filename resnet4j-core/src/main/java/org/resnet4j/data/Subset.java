package org.resnet4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Some examples of a data set, in their own order.
 *
 * @param name for messages
 * @param whole the data set they belong to
 * @param indices of the examples in the whole, in the order of the subset; copied
 */
public record Subset(String name, Dataset whole, int[] indices) implements Dataset {
  /**
   * Copies the indices and checks them.
   *
   * @throws IndexOutOfBoundsException if the whole has no such example
   */
  public Subset {
    indices = indices.clone();
    for (int index : indices) {
      Objects.checkIndex(index, whole.size());
    }
  }

  /**
   * {@return the examples from {@code from} on, up to but not including {@code to}}
   *
   * @param whole the data set
   * @param from the first index, from 0
   * @param to the index after the last
   * @throws IndexOutOfBoundsException if the whole does not contain the range
   */
  public static Subset range(Dataset whole, int from, int to) {
    Objects.checkFromToIndex(from, to, whole.size());
    return new Subset(
        String.format(Locale.ROOT, "%s [%d, %d)", whole.name(), from, to),
        whole,
        IntStream.range(from, to).toArray());
  }

  /** {@return the indices of the examples in the whole, as a copy} */
  @Override
  public int[] indices() {
    return indices.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Subset subset
        && name.equals(subset.name)
        && whole.equals(subset.whole)
        && Arrays.equals(indices, subset.indices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, whole, Arrays.hashCode(indices));
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public int channels() {
    return whole.channels();
  }

  @Override
  public Optional<ImageShape> shape() {
    return whole.shape();
  }

  @Override
  public int label(int index) {
    return whole.label(indices[index]);
  }

  @Override
  public Image image(int index) {
    return whole.image(indices[index]);
  }

  @Override
  public String origin(int index) {
    return whole.origin(indices[index]);
  }

  @Override
  public List<String> notes() {
    return whole.notes();
  }

  @Override
  public Map<String, String> unreadable() {
    var all = whole.unreadable();
    if (all.isEmpty()) {
      return all;
    }
    var own = new TreeMap<String, String>();
    for (int index : indices) {
      var origin = whole.origin(index);
      Optional.ofNullable(all.get(origin)).ifPresent(reason -> own.put(origin, reason));
    }
    return own;
  }
}

package org.resnet4j.export.onnx;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of a graph.
 *
 * @param operator of the ONNX standard, {@code Conv}
 * @param name unique in the graph; the layer's path where there is one
 * @param inputs names of values and constants
 * @param output the name of the only value that comes out
 * @param attributes by name, in the order in which they are written
 */
public record OnnxNode(
    String operator,
    String name,
    List<String> inputs,
    String output,
    Map<String, Attribute> attributes) {
  public OnnxNode {
    inputs = List.copyOf(inputs);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** What an operation is told beside its inputs. */
  public sealed interface Attribute {}

  /** An integer. */
  public record Whole(long value) implements Attribute {}

  /** Several integers: kernel, strides, pads. */
  public record Wholes(List<Long> values) implements Attribute {
    public Wholes {
      values = List.copyOf(values);
    }

    public static Wholes of(long... values) {
      return new Wholes(Arrays.stream(values).boxed().toList());
    }
  }

  /** A 32-bit float. */
  public record Real(float value) implements Attribute {}

  /** The attribute of this name as an integer, or {@code otherwise} where it is left out. */
  public long whole(String attribute, long otherwise) {
    return attributes.get(attribute) instanceof Whole whole ? whole.value() : otherwise;
  }

  /** The attribute of this name as a float, or {@code otherwise} where it is left out. */
  public float real(String attribute, float otherwise) {
    return attributes.get(attribute) instanceof Real real ? real.value() : otherwise;
  }

  /** The attribute of this name as integers, or {@code otherwise} where it is left out. */
  public List<Long> wholes(String attribute, List<Long> otherwise) {
    return attributes.get(attribute) instanceof Wholes wholes ? wholes.values() : otherwise;
  }
}

package org.resnet4j.vector.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.resnet4j.model.Layer;
import org.resnet4j.model.Parameter;
import org.resnet4j.model.Parameters;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.ops.BatchNorm;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Network;
import org.resnet4j.weights.Weights;

/**
 * A network's arrays in PyTorch's order, and the gradients of those that are trained. Arrays keep
 * their identity: executables are bound to them.
 */
public final class Variables {
  private final List<Parameter> parameters;
  private final Map<String, float[]> values = new LinkedHashMap<>();
  private final Map<String, NdArray> late = new LinkedHashMap<>();
  private final Map<String, float[]> gradients = new LinkedHashMap<>();

  private Variables(Layer layer) {
    parameters = Parameters.of(layer);
  }

  /**
   * Copies the network's arrays.
   *
   * @param trained the keys whose gradients are needed
   */
  public Variables(Network network, Predicate<String> trained) {
    this(network.layer());
    for (var parameter : parameters) {
      var data = network.weights().at(parameter.key()).data().clone();
      values.put(parameter.key(), data);
      if (parameter.trainable() && trained.test(parameter.key())) {
        gradients.put(parameter.key(), new float[data.length]);
      }
    }
  }

  /** The network's arrays themselves, only to be read; without gradients. */
  public static Variables shared(Network network) {
    var shared = new Variables(network.layer());
    shared.parameters.forEach(
        p -> shared.values.put(p.key(), network.weights().at(p.key()).data()));
    return shared;
  }

  /**
   * The same, but arrays that are still in a file are read when they are wanted, and those that are
   * only {@linkplain #copy copied} are never kept.
   */
  public static Variables late(Network network) {
    var late = new Variables(network.layer());
    late.parameters.forEach(p -> late.late.put(p.key(), network.weights().at(p.key())));
    return late;
  }

  /**
   * Places without numbers, of a network that is not loaded: what is bound to them can be measured,
   * not run. Arrays of several axes have no room.
   */
  public static Variables hollow(Layer layer) {
    var hollow = new Variables(layer);
    for (var parameter : hollow.parameters) {
      boolean small = parameter.shape().rank() < 2;
      int floats = small ? Math.toIntExact(parameter.shape().elements()) : 1;
      hollow.values.put(parameter.key(), new float[floats]);
    }
    return hollow;
  }

  /** Lets go of an array that will not be read again. */
  public void release(String key) {
    values.remove(key);
    late.remove(key);
  }

  /** What the arrays are, in their order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The array of this key, not copied. */
  public float[] value(String key) {
    var array = late.get(key);
    return array == null ? Objects.requireNonNull(values.get(key), key) : array.data();
  }

  /** Copies the array of this key. */
  void copy(String key, float[] target) {
    var array = late.get(key);
    if (array == null) {
      var data = value(key);
      System.arraycopy(data, 0, target, 0, data.length);
    } else {
      array.copyTo(target);
    }
  }

  /** The place of this key's gradient; null if it is not trained. */
  public float @Nullable [] gradient(String key) {
    return gradients.get(key);
  }

  Span span(String key) {
    return new Span(value(key), 0);
  }

  /** The arrays of the batch norm at this path. */
  BatchNorm.NormArrays norm(String path) {
    return new BatchNorm.NormArrays(
        value(Parameters.path(path, "weight")),
        value(Parameters.path(path, "bias")),
        value(Parameters.path(path, "running_mean")),
        value(Parameters.path(path, "running_var")));
  }

  /** The gradients by key, not copied. */
  public Map<String, float[]> gradients() {
    return gradients;
  }

  /** A copy of all arrays. */
  public Weights weights() {
    var copy = new LinkedHashMap<String, NdArray>();
    parameters.forEach(p -> copy.put(p.key(), new NdArray(p.shape(), value(p.key()).clone())));
    return new Weights(copy);
  }

  /** Overwrites all arrays. */
  public void set(Weights weights) {
    values.forEach(
        (key, array) -> System.arraycopy(weights.at(key).data(), 0, array, 0, array.length));
  }

  /** Bytes of values and gradients. */
  public long bytes() {
    long floats = 0;
    for (var array : values.values()) {
      floats += array.length;
    }
    for (var array : gradients.values()) {
      floats += array.length;
    }
    for (var array : late.values()) {
      floats += array.shape().elements();
    }
    return floats * Float.BYTES;
  }
}

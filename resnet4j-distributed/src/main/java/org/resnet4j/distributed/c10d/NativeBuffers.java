package org.resnet4j.distributed.c10d;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Native memory that arrays pass through, kept for the next ones of the same length. */
final class NativeBuffers {
  private record Kind(ScalarType type, long length) {}

  private final Map<Kind, Deque<Tensor>> free = new HashMap<>();

  /** A tensor of one axis with these floats, one array behind the other. */
  Tensor floats(List<float[]> arrays) {
    long length = 0;
    for (var array : arrays) {
      length += array.length;
    }
    var tensor = take(ScalarType.Float, length);
    try (FloatPointer memory = tensor.data_ptr_float()) {
      long at = 0;
      for (var array : arrays) {
        memory.position(at).put(array);
        at += array.length;
      }
      memory.position(0);
    }
    return tensor;
  }

  Tensor doubles(double[] values) {
    var tensor = take(ScalarType.Double, values.length);
    try (DoublePointer memory = tensor.data_ptr_double()) {
      memory.put(values);
    }
    return tensor;
  }

  /** Copies the numbers back; the tensor's memory is free again. */
  void give(Tensor tensor, List<float[]> arrays) {
    try (FloatPointer memory = tensor.data_ptr_float()) {
      long at = 0;
      for (var array : arrays) {
        memory.position(at).get(array);
        at += array.length;
      }
      memory.position(0);
    }
    keep(ScalarType.Float, tensor);
  }

  void give(Tensor tensor, double[] values) {
    try (DoublePointer memory = tensor.data_ptr_double()) {
      memory.get(values);
    }
    keep(ScalarType.Double, tensor);
  }

  private Tensor take(ScalarType type, long length) {
    var kept = free.computeIfAbsent(new Kind(type, length), k -> new ArrayDeque<>()).poll();
    return kept != null
        ? kept
        : torch
            .empty(new long[] {length}, new TensorOptions(type), new MemoryFormatOptional())
            .retainReference();
  }

  private void keep(ScalarType type, Tensor tensor) {
    free.computeIfAbsent(new Kind(type, tensor.numel()), k -> new ArrayDeque<>()).push(tensor);
  }

  void close() {
    free.values().forEach(kept -> kept.forEach(Tensor::releaseReference));
    free.clear();
  }
}

package org.resnet4j.weights.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.format.PickledTorch.Storage;
import org.resnet4j.weights.format.PickledTorch.Tensor;

/** The tensors that a pickle describes, read from the storages beside it. */
final class StoredTensors {
  /** No genuine checkpoint has more copies of shared numbers than this. */
  private static final long SPARE_ELEMENTS = 1 << 22;

  private StoredTensors() {}

  /** Where a format stores its arrays. */
  interface Storages {
    /** Throws unless the file has the whole storage; allocates nothing. */
    void check(Storage storage) throws IOException;

    /** Reads the whole storage as floats. */
    float[] read(Storage storage) throws IOException;
  }

  /** Reads every storage that is in use once and lays out the tensors that view it. */
  static Weights read(Map<String, Tensor> tensors, Storages storages) throws IOException {
    var shapes = new LinkedHashMap<String, Shape>();
    tensors.forEach((key, tensor) -> shapes.put(key, StridedTensor.checkedShape(key, tensor)));
    var views = new LinkedHashMap<Storage, List<String>>();
    tensors.forEach(
        (key, tensor) ->
            views.computeIfAbsent(tensor.storage(), storage -> new ArrayList<>()).add(key));
    for (var storage : views.keySet()) {
      storages.check(storage);
    }
    checkElements(views.keySet().stream().mapToLong(Storage::elements).sum(), shapes);
    var arrays = new HashMap<String, NdArray>();
    for (var entry : views.entrySet()) {
      float[] numbers = storages.read(entry.getKey());
      for (String key : entry.getValue()) {
        var tensor = tensors.get(key);
        var shape = shapes.get(key);
        boolean handOver = entry.getValue().size() == 1 && StridedTensor.isWhole(tensor, shape);
        float[] data = handOver ? numbers : StridedTensor.layOut(tensor, shape, numbers);
        arrays.put(key, new NdArray(shape, data));
      }
    }
    var inOrder = new LinkedHashMap<String, NdArray>();
    tensors.keySet().forEach(key -> inOrder.put(key, arrays.get(key)));
    return new Weights(inOrder);
  }

  private static void checkElements(long stored, Map<String, Shape> shapes) {
    long claimed = shapes.values().stream().mapToLong(Shape::elements).sum();
    if (claimed > 4 * stored + SPARE_ELEMENTS) {
      throw new DamagedPickle(
          "its tensors claim %d numbers where it stores %d".formatted(claimed, stored));
    }
  }
}

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

/** The tensors that a pickle describes, read from the storages beside it. */
final class StoredTensors {
  /** No genuine checkpoint has more copies of shared numbers than this. */
  private static final long SPARE_ELEMENTS = 1 << 24;

  private StoredTensors() {}

  /** Where a format stores its arrays. */
  interface Storages {
    /** Reads the whole storage as floats, after checking that the file has it. */
    float[] read(Storage storage) throws IOException;
  }

  /** Reads every storage once and lays out the tensors that view it. */
  static Weights read(Pickle pickle, Storages storages) throws IOException {
    var tensors = CheckpointTree.tensors(pickle.root());
    var shapes = new LinkedHashMap<String, Shape>();
    tensors.forEach((key, tensor) -> shapes.put(key, StridedTensor.checkedShape(key, tensor)));
    checkElements(pickle, shapes);
    var views = new LinkedHashMap<Storage, List<String>>();
    tensors.forEach(
        (key, tensor) ->
            views.computeIfAbsent(tensor.storage(), storage -> new ArrayList<>()).add(key));
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

  private static void checkElements(Pickle pickle, Map<String, Shape> shapes) {
    long claimed = shapes.values().stream().mapToLong(Shape::elements).sum();
    long stored = pickle.storages().values().stream().mapToLong(Storage::elements).sum();
    if (claimed > 4 * stored + SPARE_ELEMENTS) {
      throw new DamagedPickle(
          "its tensors claim %d numbers where it stores %d".formatted(claimed, stored));
    }
  }
}

package org.resnet4j.weights.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.NdArray;
import org.resnet4j.weights.Weights;
import org.resnet4j.weights.WeightsException;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * Checkpoints that {@code torch.save} wrote, the zip format (since 1.6) and the old one before it.
 * They are Python pickles, which can run any program when Python loads them; here nothing is
 * executed, and a file that names something to call is rejected. Numbers of every type become
 * floats; tensors may be views of any stride and share storages.
 */
public final class PyTorchCheckpoint {
  /** No genuine checkpoint has more copies of shared numbers than this. */
  private static final long SPARE_ELEMENTS = 1 << 24;

  private PyTorchCheckpoint() {}

  /** Where a format stores its arrays. */
  interface Storages {
    /** Reads the whole storage as floats, after checking that the file has it. */
    float[] read(Storage storage) throws IOException;
  }

  /**
   * All tensors of a checkpoint, keyed by the path to them: {@code state_dict.module.fc.bias}.
   *
   * @throws WeightsException if the file is not a valid checkpoint or names a class to call
   */
  public static Weights read(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return TorchZip.looksLike(WeightFiles.start(channel))
          ? TorchZip.read(file)
          : TorchLegacy.read(channel);
    } catch (DamagedPickle e) {
      throw new WeightsException(
          "cannot read '%s' as a PyTorch checkpoint: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw WeightsException.reading(file, e);
    }
  }

  /** Reads every storage once and lays out the tensors that view it. */
  static Weights materialise(Pickle pickle, Storages storages) throws IOException {
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

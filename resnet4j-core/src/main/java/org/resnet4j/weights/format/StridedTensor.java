package org.resnet4j.weights.format;

import java.util.Arrays;
import java.util.List;
import org.resnet4j.model.Shape;
import org.resnet4j.weights.format.PickledTorch.Tensor;

/** Copies a view of a storage into row-major order. */
final class StridedTensor {
  private StridedTensor() {}

  /** The shape of a tensor whose every element lies within its storage. */
  static Shape checkedShape(String key, Tensor tensor) {
    var sizes = tensor.sizes().stream().mapToLong(Long::longValue).toArray();
    var shape =
        Claimed.shape(sizes)
            .orElseThrow(
                () ->
                    new DamagedPickle(
                        "'%s' claims the shape %s".formatted(key, Arrays.toString(sizes))));
    if (tensor.strides().size() != shape.rank()) {
      throw new DamagedPickle("'%s' does not have one stride per axis".formatted(key));
    }
    long last = tensor.offset();
    boolean within = last >= 0 && last <= tensor.storage().elements();
    for (int axis = 0; axis < shape.rank() && within; axis++) {
      long stride = tensor.strides().get(axis);
      within = stride >= 0 && stride <= Integer.MAX_VALUE;
      last += within ? (shape.size(axis) - 1L) * stride : 0; // below 2^63
      within = within && last <= Integer.MAX_VALUE;
    }
    if (shape.elements() > 0 && (!within || last >= tensor.storage().elements())) {
      throw new DamagedPickle("'%s' reaches beyond its storage".formatted(key));
    }
    return shape;
  }

  /**
   * Whether the tensor is its whole storage in order, so that its array can be used without
   * copying.
   */
  static boolean isWhole(Tensor tensor, Shape shape) {
    return shape.elements() == tensor.storage().elements() && isContiguous(tensor, shape);
  }

  static float[] layOut(Tensor tensor, Shape shape, float[] storage) {
    int begin = (int) tensor.offset();
    int elements = (int) shape.elements();
    if (elements == 0) {
      return new float[0];
    }
    return isContiguous(tensor, shape)
        ? Arrays.copyOfRange(storage, begin, begin + elements)
        : layOut(tensor.strides(), begin, shape, storage);
  }

  /** The elements in row-major order, of which every one lies within the numbers. */
  static float[] layOut(List<Long> strides, int begin, Shape shape, float[] numbers) {
    var values = new float[(int) shape.elements()];
    int[] index = new int[shape.rank()];
    int from = begin;
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[from];
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        int stride = (int) (long) strides.get(axis);
        from += stride;
        if (++index[axis] < shape.size(axis)) {
          break;
        }
        from -= stride * shape.size(axis);
        index[axis] = 0;
      }
    }
    return values;
  }

  private static boolean isContiguous(Tensor tensor, Shape shape) {
    long expected = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.size(axis) != 1 && tensor.strides().get(axis) != expected) {
        return false;
      }
      expected *= shape.size(axis);
    }
    return true;
  }
}

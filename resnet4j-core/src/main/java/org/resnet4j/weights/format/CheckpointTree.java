package org.resnet4j.weights.format;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resnet4j.weights.format.PickledTorch.Tensor;

/** Finds the tensors in the contents of a checkpoint's pickle, keyed by the path to each. */
final class CheckpointTree {
  private static final int DEEPEST = 32;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private CheckpointTree() {}

  /** {@code {"state_dict": {"fc.bias": …}}} gives {@code state_dict.fc.bias}. */
  static Map<String, Tensor> tensors(Object root) {
    var tree = new CheckpointTree();
    tree.visit("", root, 0);
    if (tree.tensors.isEmpty()) {
      throw new DamagedPickle("it holds no weights");
    }
    return tree.tensors;
  }

  /**
   * A container that is reached by several paths counts once: otherwise a small file could expand
   * without bound.
   */
  private void visit(String path, Object value, int depth) {
    if (depth > DEEPEST) {
      throw new DamagedPickle("its dicts are nested deeper than %d".formatted(DEEPEST));
    }
    switch (value) {
      case Tensor tensor -> add(path, tensor);
      case Map<?, ?> dict -> {
        if (seen.add(dict)) {
          dict.forEach((key, item) -> visit(below(path, String.valueOf(key)), item, depth + 1));
        }
      }
      case List<?> list -> {
        if (!list.isEmpty() && seen.add(list)) {
          for (int i = 0; i < list.size(); i++) {
            visit(below(path, Integer.toString(i)), list.get(i), depth + 1);
          }
        }
      }
      default -> {}
    }
  }

  private void add(String path, Tensor tensor) {
    if (!Keys.isSound(path)) {
      throw new DamagedPickle("a tensor of it has an empty, unprintable or too long name");
    }
    if (tensors.put(path, tensor) != null) {
      throw new DamagedPickle("'%s' occurs twice in it".formatted(path));
    }
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}

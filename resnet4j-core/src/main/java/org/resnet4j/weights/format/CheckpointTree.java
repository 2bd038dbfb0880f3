package org.resnet4j.weights.format;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resnet4j.weights.format.PickledTorch.Tensor;
import org.resnet4j.weights.format.PickledTorch.Unreadable;

/**
 * Finds the tensors in the contents of a checkpoint's pickle, keyed by the path to each. Nothing
 * recurs, and a path is spelled only where a tensor is found.
 *
 * @param tensors by path: {@code {"state_dict": {"fc.bias": …}}} gives {@code state_dict.fc.bias}
 * @param unreadable what the other tensors are, by path
 */
record CheckpointTree(Map<String, Tensor> tensors, Map<String, String> unreadable) {
  /** The parts of a pickled module; their names are not in a state dict's keys. */
  private static final Set<String> MODULE = Set.of("_parameters", "_buffers", "_modules");

  /** A place in the tree, which knows the way back to the root. */
  private record Place(@Nullable Place above, Object key) {}

  /** The entries of a container that are yet to be visited. */
  private record Open(@Nullable Place at, Iterator<? extends Map.Entry<?, ?>> entries) {}

  static CheckpointTree of(Object root) {
    var tree = new CheckpointTree(new LinkedHashMap<>(), new LinkedHashMap<>());
    tree.walk(root);
    if (tree.tensors.isEmpty()) {
      throw new DamagedPickle(tree.nothing(root));
    }
    return tree;
  }

  private String nothing(Object root) {
    var other = unreadable.entrySet().stream().findFirst();
    if (other.isPresent()) {
      return "it holds no weights that can be read: '%s' is %s"
          .formatted(other.get().getKey(), other.get().getValue());
    }
    return root instanceof Opaque object && !object.name().isEmpty()
        ? "it holds no weights, but an object of %s; save its state_dict()".formatted(object.name())
        : "it holds no weights";
  }

  /**
   * A container that is reached by several paths counts once: otherwise a small file could expand
   * without bound.
   */
  private void walk(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Open> open = new ArrayDeque<>();
    enter(null, root, seen, open);
    while (!open.isEmpty()) {
      var here = open.peek();
      if (here.entries.hasNext()) {
        var entry = here.entries.next();
        boolean hidden = entry.getValue() instanceof Map<?, ?> && MODULE.contains(entry.getKey());
        enter(hidden ? here.at : new Place(here.at, entry.getKey()), entry.getValue(), seen, open);
      } else {
        open.pop();
      }
    }
  }

  private void enter(@Nullable Place at, Object value, Set<Object> seen, Deque<Open> open) {
    switch (value) {
      case Tensor tensor -> add(tensors, at, tensor);
      case Unreadable(String what) -> add(unreadable, at, what);
      case Map<?, ?> dict when seen.add(dict) ->
          open.push(new Open(at, dict.entrySet().iterator()));
      case List<?> list when !list.isEmpty() && seen.add(list) ->
          open.push(new Open(at, indexed(list)));
      case Opaque object when seen.add(object) -> {
        for (var part : object.parts().reversed()) {
          enter(at, part, seen, open);
        }
      }
      default -> {}
    }
  }

  private static Iterator<Map.Entry<Integer, Object>> indexed(List<?> list) {
    return IntStream.range(0, list.size())
        .<Map.Entry<Integer, Object>>mapToObj(i -> Map.entry(i, list.get(i)))
        .iterator();
  }

  private <T> void add(Map<String, T> found, @Nullable Place at, T value) {
    String path = path(at);
    if (!Claimed.isName(path)) {
      throw new DamagedPickle("a tensor of it has an empty, unprintable or too long name");
    }
    if (found.put(path, value) != null) {
      throw new DamagedPickle("'%s' occurs twice in it".formatted(path));
    }
  }

  private static String path(@Nullable Place at) {
    var path = new StringBuilder();
    for (var place = at;
        place != null && path.length() <= Claimed.LONGEST_NAME;
        place = place.above) {
      String key = String.valueOf(place.key);
      path.insert(0, place.above == null ? key : "." + key);
    }
    return path.toString();
  }
}

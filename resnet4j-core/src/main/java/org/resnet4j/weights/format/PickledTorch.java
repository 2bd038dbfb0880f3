package org.resnet4j.weights.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a PyTorch checkpoint may name, and what a call of it stands for. Nothing is called: each
 * allowed name has a few lines here, and any other name is rejected.
 */
final class PickledTorch {
  private static final int HIGHEST_RANK = 64;

  private PickledTorch() {}

  /** A class or function by module and name. */
  record Name(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** Numbers stored in the file under a key. */
  record Storage(String key, ElementType type, long elements) {}

  /**
   * A view of a storage; strides count elements. Compared by identity: one object, one array.
   *
   * @param offset the storage's element where it begins
   */
  record Tensor(Storage storage, long offset, List<Long> sizes, List<Long> strides) {}

  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "DoubleStorage", ElementType.F64,
          "FloatStorage", ElementType.F32,
          "HalfStorage", ElementType.F16,
          "BFloat16Storage", ElementType.BF16,
          "LongStorage", ElementType.I64,
          "IntStorage", ElementType.I32,
          "ShortStorage", ElementType.I16,
          "CharStorage", ElementType.I8,
          "ByteStorage", ElementType.U8,
          "BoolStorage", ElementType.BOOL);

  /** Names of values that hold no weights: scores, settings, dates. */
  private static final Set<String> OPAQUE =
      Set.of(
          "_codecs.encode",
          "argparse.Namespace",
          "builtins.set",
          "__builtin__.set",
          "collections.Counter",
          "pathlib.PosixPath",
          "pathlib.WindowsPath",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy.ndarray",
          "numpy.dtype",
          "torch.device",
          "torch.float32",
          "torch.float16",
          "torch.bfloat16",
          "torch.float64",
          "torch.int64",
          "torch.serialization._get_layout");

  static Name known(Name name) {
    boolean storage = name.module().equals("torch") && STORAGES.containsKey(name.name());
    boolean known =
        switch (name.toString()) {
          case "collections.OrderedDict",
              "torch.Size",
              "torch._utils._rebuild_tensor",
              "torch._utils._rebuild_tensor_v2",
              "torch._utils._rebuild_parameter" ->
              true;
          default -> storage || OPAQUE.contains(name.toString());
        };
    if (!known) {
      throw new DamagedPickle(
          "it names a class to call, %s; nothing was executed (a state_dict() names none)"
              .formatted(name));
    }
    return name;
  }

  /** What calling {@code callee} would give. */
  static Object call(Object callee, List<Object> arguments) {
    if (!(callee instanceof Name name)) {
      throw new DamagedPickle("its pickle calls something that is not a function");
    }
    return switch (name.toString()) {
      case "collections.OrderedDict" -> orderedDict(arguments);
      case "torch.Size" -> argument(arguments, 0);
      case "torch._utils._rebuild_parameter" -> argument(arguments, 0);
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
      default -> Opaque.SOMETHING;
    };
  }

  /** The storage that a persistent id names: ("storage", type, key, device, elements, view). */
  static Storage storage(Object id) {
    var parts = list(id);
    if (parts.size() < 5
        || !"storage".equals(parts.get(0))
        || !(parts.get(1) instanceof Name type)
        || !(parts.get(2) instanceof String key)
        || !STORAGES.containsKey(type.name())) {
      throw new DamagedPickle("its pickle refers to numbers of an unknown type");
    }
    if (parts.size() > 5 && parts.get(5) != Opaque.NONE) {
      throw new DamagedPickle("it holds views of storages, as PyTorch before 0.4 wrote them");
    }
    long elements = number(parts.get(4));
    if (elements < 0 || elements > Integer.MAX_VALUE - 8) {
      throw new DamagedPickle("storage '%s' claims %d elements".formatted(key, elements));
    }
    return new Storage(key, STORAGES.get(type.name()), elements);
  }

  private static Tensor tensor(List<Object> arguments) {
    if (!(argument(arguments, 0) instanceof Storage storage)) {
      throw new DamagedPickle("a tensor in it has no numbers");
    }
    var sizes = numbers(argument(arguments, 2));
    var strides = numbers(argument(arguments, 3));
    return new Tensor(storage, number(argument(arguments, 1)), sizes, strides);
  }

  private static Map<Object, Object> orderedDict(List<Object> arguments) {
    var dict = new LinkedHashMap<Object, Object>();
    for (Object pair : arguments.isEmpty() ? List.of() : list(arguments.get(0))) {
      put(dict, argument(list(pair), 0), argument(list(pair), 1));
    }
    return dict;
  }

  /**
   * Puts an entry into a dict; an entry whose key is neither a string nor an integer is skipped.
   */
  static void put(Map<Object, Object> dict, Object key, Object value) {
    if (key instanceof String || key instanceof Long) {
      dict.put(key, value);
    }
  }

  private static Object argument(List<Object> arguments, int index) {
    if (index >= arguments.size()) {
      throw new DamagedPickle("its pickle calls a function with too few arguments");
    }
    return arguments.get(index);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw new DamagedPickle("its pickle has no list where one is required");
  }

  @SuppressWarnings("unchecked")
  static Map<Object, Object> dict(Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw new DamagedPickle("its pickle has no dict where one is required");
  }

  private static List<Long> numbers(Object value) {
    var numbers = new ArrayList<Long>();
    if (list(value).size() > HIGHEST_RANK) {
      throw new DamagedPickle("a tensor in it has more than %d axes".formatted(HIGHEST_RANK));
    }
    list(value).forEach(item -> numbers.add(number(item)));
    return numbers;
  }

  private static long number(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new DamagedPickle("its pickle has no integer where one is required");
  }
}

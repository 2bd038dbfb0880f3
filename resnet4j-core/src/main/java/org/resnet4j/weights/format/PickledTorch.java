package org.resnet4j.weights.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the calls in a PyTorch checkpoint stand for. Nothing is called: each name that makes an
 * array or holds some has a few lines here, and any other gives {@link Opaque}.
 */
final class PickledTorch {
  private static final int HIGHEST_RANK = 64;
  private static final String OF_TYPE = "torch._tensor._rebuild_from_type_v2";

  private static final String UNTYPED = "UntypedStorage";
  private static final Set<String> MODULES = Set.of("torch", "torch.cuda", "torch.storage");

  /** Bytes of a number of the types that are not read. */
  private static final Map<String, Integer> UNREADABLE =
      Map.of(
          "ComplexDoubleStorage", 16,
          "ComplexFloatStorage", 8,
          "QInt8Storage", 1,
          "QUInt8Storage", 1,
          "QInt32Storage", 4,
          "QUInt4x2Storage", 1,
          "QUInt2x4Storage", 1);

  private PickledTorch() {}

  /** A class or function by module and name. */
  record Name(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /**
   * Numbers stored in the file under a key.
   *
   * @param type empty for types that are not read: complex and quantised numbers
   * @param width bytes of a number
   */
  record Storage(String key, Optional<ElementType> type, int width, long elements) {
    /** The same bytes as numbers of another type. */
    Storage as(ElementType other) {
      long length = Math.multiplyExact(elements, (long) width);
      return new Storage(key, Optional.of(other), other.bytes(), length / other.bytes());
    }
  }

  /**
   * A view of a storage; strides count elements. Compared by identity: one object, one array.
   *
   * @param offset the storage's element where it begins
   */
  record Tensor(Storage storage, long offset, List<Long> sizes, List<Long> strides) {}

  /**
   * A tensor that is not read.
   *
   * @param what it is: a sparse tensor
   */
  record Unreadable(String what) {}

  /** What calling {@code callee} would give. */
  static Object call(Object callee, List<Object> arguments) {
    if (callee instanceof Opaque) {
      return Opaque.NOTHING;
    }
    if (!(callee instanceof Name name)) {
      throw new DamagedPickle("its pickle calls something that is not a function");
    }
    return switch (name.toString()) {
      case "collections.OrderedDict", "collections.Counter", "builtins.dict", "__builtin__.dict" ->
          dict(arguments, 0);
      case "collections.defaultdict" -> dict(arguments, 1);
      case "torch.Size",
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._utils._rebuild_device_tensor_from_cpu_tensor",
          "torch.nn.parameter.Parameter" ->
          argument(arguments, 0);
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
          tensor(arguments, argument(arguments, 0));
      case "torch._utils._rebuild_tensor_v3" -> typedTensor(arguments);
      case OF_TYPE -> ofType(arguments);
      case "torch._utils._rebuild_qtensor" -> new Unreadable("a quantised tensor");
      case "torch._utils._rebuild_sparse_tensor", "torch._utils._rebuild_sparse_csr_tensor" ->
          new Unreadable("a sparse tensor");
      case "torch._utils._rebuild_meta_tensor_no_storage" ->
          new Unreadable("a tensor without numbers, of the device meta");
      default ->
          name.module().equals("torch._utils") && name.name().startsWith("_rebuild_")
              ? new Unreadable("a tensor of an unknown kind, " + name.name())
              : new Opaque(name.toString());
    };
  }

  /** (function, type, arguments, state): a tensor of a subclass, or with attributes. */
  private static Object ofType(List<Object> arguments) {
    Object function = argument(arguments, 0);
    if (function instanceof Name name && name.toString().equals(OF_TYPE)) {
      throw new DamagedPickle("a tensor in it is made of itself");
    }
    return call(function, list(argument(arguments, 2)));
  }

  /** The storage that a persistent id names: ("storage", type, key, device, elements, view). */
  static Storage storage(Object id) {
    var parts = id instanceof List<?> list ? list : List.of();
    if (parts.size() < 5
        || !"storage".equals(parts.get(0))
        || !(parts.get(1) instanceof Name type)
        || !(parts.get(2) instanceof String key)
        || !MODULES.contains(type.module())) {
      throw new DamagedPickle("its pickle refers to numbers of an unknown type");
    }
    if (parts.size() > 5 && parts.get(5) != Opaque.NOTHING) {
      throw new DamagedPickle("it holds views of storages, as PyTorch before 0.4 wrote them");
    }
    long elements = number(parts.get(4));
    if (elements < 0 || elements > Integer.MAX_VALUE - 8) {
      throw new DamagedPickle("storage '%s' claims %d elements".formatted(key, elements));
    }
    var numbers =
        type.name().equals(UNTYPED)
            ? Optional.of(ElementType.U8)
            : ElementType.ofStorage(type.name());
    int width = numbers.map(ElementType::bytes).orElse(UNREADABLE.getOrDefault(type.name(), 0));
    if (width == 0) {
      throw new DamagedPickle("its pickle refers to numbers of an unknown type");
    }
    return new Storage(key, numbers, width, elements);
  }

  /** (storage, offset, sizes, strides, …) */
  private static Object tensor(List<Object> arguments, Object numbers) {
    if (!(numbers instanceof Storage storage)) {
      throw new DamagedPickle("a tensor in it has no numbers");
    }
    if (storage.type().isEmpty()) {
      return new Unreadable("a tensor of complex or quantised numbers");
    }
    var sizes = numbers(argument(arguments, 2));
    var strides = numbers(argument(arguments, 3));
    return new Tensor(storage, number(argument(arguments, 1)), sizes, strides);
  }

  /** The same with the type at index 6, for types that have no storage of their own. */
  private static Object typedTensor(List<Object> arguments) {
    var type =
        argument(arguments, 6) instanceof Name name && name.module().equals("torch")
            ? ElementType.ofTorch(name.name())
            : Optional.<ElementType>empty();
    if (type.isEmpty()) {
      return new Unreadable("a tensor of a type that is not read");
    }
    return argument(arguments, 0) instanceof Storage storage
        ? tensor(arguments, storage.as(type.get()))
        : tensor(arguments, Opaque.NOTHING);
  }

  /** A dict of a dict, or of a list of pairs. */
  private static Map<Object, Object> dict(List<Object> arguments, int index) {
    var dict = new LinkedHashMap<Object, Object>();
    if (index >= arguments.size()) {
      return dict;
    }
    if (arguments.get(index) instanceof Map<?, ?> other) {
      dict.putAll(other);
      return dict;
    }
    for (Object pair : list(arguments.get(index))) {
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

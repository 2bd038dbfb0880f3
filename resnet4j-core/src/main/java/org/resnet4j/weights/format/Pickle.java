package org.resnet4j.weights.format;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.weights.format.PickledTorch.Name;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * A stack machine for Python's pickles, protocols 2 to 5, that executes nothing: names of classes
 * and functions are looked up in {@link PickledTorch}'s short list, and any other name is an error.
 * Strings become String, whole numbers Long, lists and tuples List, dicts Map; what holds no
 * weights becomes {@link Opaque}.
 */
final class Pickle {
  /** More objects than any checkpoint has; prevents a hostile one from filling the memory. */
  private static final int MOST_OBJECTS = 2_000_000;

  private static final int LONGEST_INTEGER = 64;
  private static final int LONGEST_NAME = 512;

  private final ByteBuffer in;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private final Map<String, Storage> storages = new HashMap<>();
  private int objects;
  private Object root = Opaque.NONE;

  private Pickle(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Reads one pickle and leaves {@code in} just after its end.
   *
   * @throws DamagedPickle if it is incomplete, damaged, too large, or names a class to call
   */
  static Pickle load(ByteBuffer in) {
    try {
      var pickle = new Pickle(in.order(ByteOrder.LITTLE_ENDIAN));
      pickle.root = pickle.run();
      return pickle;
    } catch (BufferUnderflowException e) {
      throw new DamagedPickle("its pickle ends too early");
    }
  }

  /** What was pickled. */
  Object root() {
    return root;
  }

  /** Every storage that the pickle refers to, by its key. */
  Map<String, Storage> storages() {
    return storages;
  }

  private Object run() {
    while (true) {
      int op = in.get() & 0xFF;
      if (op == '.') {
        return pop();
      }
      if (!literal(op) && !container(op) && !remember(op) && !call(op)) {
        throw new DamagedPickle(
            "its pickle has the code 0x%02X at byte %d, which is not supported"
                .formatted(op, in.position() - 1));
      }
    }
  }

  // ---- numbers and texts ---------------------------------------------------------------------

  private boolean literal(int op) {
    switch (op) {
      case 0x80 -> protocol(in.get());
      case 0x95 -> in.getLong(); // FRAME: how much follows
      case 'N' -> push(Opaque.NONE);
      case 0x88 -> push(Boolean.TRUE);
      case 0x89 -> push(Boolean.FALSE);
      case 'J' -> push((long) in.getInt());
      case 'K' -> push((long) (in.get() & 0xFF));
      case 'M' -> push((long) (in.getShort() & 0xFFFF));
      case 0x8A -> push(integer(in.get() & 0xFF));
      case 0x8B -> push(integer(in.getInt()));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'U', 0x8C -> push(text(in.get() & 0xFF));
      case 'T', 'X' -> push(text(in.getInt()));
      case 0x8D -> push(text(in.getLong()));
      case 'C' -> skipBytes(in.get() & 0xFF);
      case 'B' -> skipBytes(in.getInt());
      case 0x8E, 0x96 -> skipBytes(in.getLong());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void protocol(int version) {
    if (version < 2 || version > 5) {
      throw new DamagedPickle(
          "its pickle is of protocol %d; protocols 2 to 5 are supported".formatted(version));
    }
  }

  private Object integer(int length) {
    if (length < 0 || length > LONGEST_INTEGER) {
      throw new DamagedPickle("its pickle has an integer of %d bytes".formatted(length));
    }
    byte[] bytes = bytes(length);
    for (int i = 0; i < length / 2; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = swapped;
    }
    var value = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private String text(long length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private void skipBytes(long length) {
    checkLength(length);
    in.position(in.position() + (int) length);
    push(Opaque.SOMETHING);
  }

  private byte[] bytes(long length) {
    checkLength(length);
    var bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private void checkLength(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new DamagedPickle(
          "its pickle claims a string of %d bytes where %d are left"
              .formatted(length, in.remaining()));
    }
  }

  // ---- containers ----------------------------------------------------------------------------

  private boolean container(int op) {
    switch (op) {
      case '(' -> {
        count(1);
        marks.push(stack.size());
      }
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      case ']' -> push(new ArrayList<>());
      case 'l' -> push(popToMark());
      case 'a' -> {
        Object item = pop();
        list(top()).add(item);
      }
      case 'e' -> {
        var items = popToMark();
        list(top()).addAll(items);
      }
      case ')' -> push(List.of());
      case 't' -> push(popToMark());
      case 0x85 -> push(popLast(1));
      case 0x86 -> push(popLast(2));
      case 0x87 -> push(popLast(3));
      case '}' -> push(new LinkedHashMap<>());
      case 'd' -> {
        var items = popToMark();
        push(new LinkedHashMap<>());
        put(items);
      }
      case 's' -> put(popLast(2));
      case 'u' -> put(popToMark());
      case 0x8F -> push(new ArrayList<>()); // a set
      case 0x90 -> {
        var items = popToMark();
        list(top()).addAll(items);
      }
      case 0x91 -> push(popToMark()); // a frozen set
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Puts key, value, key, value, … into the dict on top. */
  private void put(List<Object> items) {
    if (items.size() % 2 != 0) {
      throw new DamagedPickle("its pickle has a dict with a key and no value");
    }
    var dict = PickledTorch.dict(top());
    for (int i = 0; i < items.size(); i += 2) {
      PickledTorch.put(dict, items.get(i), items.get(i + 1));
    }
  }

  private static List<Object> list(Object value) {
    return PickledTorch.list(value);
  }

  // ---- memo ----------------------------------------------------------------------------------

  private boolean remember(int op) {
    switch (op) {
      case 'q' -> memo.put(in.get() & 0xFF, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> recall(in.get() & 0xFF);
      case 'j' -> recall(in.getInt());
      default -> {
        return false;
      }
    }
    count(1);
    return true;
  }

  private void recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw new DamagedPickle("its pickle recalls a value that it never stored");
    }
    push(value);
  }

  // ---- names and calls -----------------------------------------------------------------------

  private boolean call(int op) {
    switch (op) {
      case 'c' -> {
        String module = line();
        push(PickledTorch.known(new Name(module, line())));
      }
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        if (!(module instanceof String of) || !(name instanceof String called)) {
          throw new DamagedPickle("its pickle names a class by something other than a string");
        }
        push(PickledTorch.known(new Name(of, called)));
      }
      case 'R', 0x81 -> {
        call(pop());
      }
      case 0x92 -> {
        pop(); // named arguments
        call(pop());
      }
      case 'b' -> pop(); // an object's further state holds no weights
      case 'Q' -> refer(PickledTorch.storage(pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void call(Object arguments) {
    Object result = PickledTorch.call(pop(), list(arguments));
    if (result instanceof Map<?, ?> dict) {
      count(dict.size());
    }
    push(result);
  }

  private void refer(Storage storage) {
    var known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw new DamagedPickle(
          "storage '%s' is claimed twice, with different contents".formatted(storage.key()));
    }
    push(storage);
  }

  private String line() {
    int begin = in.position();
    while (in.get() != '\n') {
      if (in.position() - begin > LONGEST_NAME) {
        throw new DamagedPickle(
            "its pickle has a name of more than %d bytes".formatted(LONGEST_NAME));
      }
    }
    var bytes = new byte[in.position() - begin - 1];
    in.get(begin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  // ---- the stack -----------------------------------------------------------------------------

  private void push(Object value) {
    count(1);
    stack.add(value);
  }

  private void count(int more) {
    objects += more;
    if (objects > MOST_OBJECTS) {
      throw new DamagedPickle("its pickle has more than %d objects".formatted(MOST_OBJECTS));
    }
  }

  private Object top() {
    checkHeight(1);
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    checkHeight(1);
    return stack.remove(stack.size() - 1);
  }

  private List<Object> popLast(int count) {
    checkHeight(count);
    return popFrom(stack.size() - count);
  }

  private List<Object> popToMark() {
    if (marks.isEmpty() || marks.peek() > stack.size()) {
      throw new DamagedPickle("its pickle closes a group that it never opened");
    }
    return popFrom(marks.pop());
  }

  private List<Object> popFrom(int index) {
    var last = stack.subList(index, stack.size());
    var items = new ArrayList<>(last);
    last.clear();
    return items;
  }

  private void checkHeight(int count) {
    int floor = marks.isEmpty() ? 0 : marks.peek();
    if (stack.size() - floor < count) {
      throw new DamagedPickle("its pickle pops from an empty stack");
    }
  }
}

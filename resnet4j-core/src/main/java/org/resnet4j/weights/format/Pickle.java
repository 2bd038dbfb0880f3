package org.resnet4j.weights.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.resnet4j.weights.format.PickledTorch.Name;
import org.resnet4j.weights.format.PickledTorch.Storage;

/**
 * A stack machine for Python's pickles, protocols 2 to 5, that executes nothing: what calling a
 * name would give is described by {@link PickledTorch}, or it is {@link Opaque}. Strings become
 * String, whole numbers Long, lists ArrayList, tuples a List that cannot be changed, dicts Map.
 * Work and memory are in proportion to the bytes.
 */
final class Pickle {
  /** More objects than any checkpoint has; prevents a hostile one from filling the memory. */
  private static final int MOST_OBJECTS = 2_000_000;

  private final PickleBytes in;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private final Map<String, Storage> storages = new HashMap<>();
  private int objects;

  private Pickle(ByteBuffer in) {
    this.in = new PickleBytes(in);
  }

  /**
   * What a pickle holds.
   *
   * @param storages every storage that it refers to, by its key
   */
  record Content(Object root, Map<String, Storage> storages) {}

  /**
   * Reads one pickle and leaves {@code in} just after its end.
   *
   * @throws DamagedPickle if it is incomplete, damaged, too large, or names what runs programs
   */
  static Content load(ByteBuffer in) {
    try {
      var pickle = new Pickle(in);
      return new Content(pickle.run(), pickle.storages);
    } catch (BufferUnderflowException e) {
      throw new DamagedPickle("its pickle ends too early");
    }
  }

  private Object run() {
    while (true) {
      int op = in.next();
      if (op == '.') {
        return pop();
      }
      if (!literal(op) && !container(op) && !remember(op) && !call(op)) {
        throw new DamagedPickle(
            "its pickle has the code 0x%02X at byte %d, which is not supported"
                .formatted(op, in.in().position() - 1));
      }
    }
  }

  // ---- numbers and texts ---------------------------------------------------------------------

  private boolean literal(int op) {
    switch (op) {
      case 0x80 -> protocol(in.next());
      case 0x95 -> in.nextLong(); // FRAME: how much follows
      case 'N' -> push(Opaque.NOTHING);
      case 0x88 -> push(Boolean.TRUE);
      case 0x89 -> push(Boolean.FALSE);
      case 'J' -> push((long) in.nextInt());
      case 'K' -> push((long) in.next());
      case 'M' -> push(in.nextShort());
      case 0x8A -> push(in.integer(in.next()));
      case 0x8B -> push(in.integer(in.nextInt()));
      case 'G' -> push(in.nextDouble());
      case 'U', 0x8C -> push(in.text(in.next()));
      case 'T', 'X' -> push(in.text(in.nextInt()));
      case 0x8D -> push(in.text(in.nextLong()));
      case 'C' -> bytes(in.next());
      case 'B' -> bytes(in.nextInt());
      case 0x8E, 0x96 -> bytes(in.nextLong());
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

  private void bytes(long length) {
    in.skip(length);
    push(Opaque.NOTHING);
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
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case ')' -> push(List.of());
      case 't' -> push(Collections.unmodifiableList(popToMark()));
      case 0x85, 0x86, 0x87 -> push(Collections.unmodifiableList(popLast(op - 0x84)));
      case '}' -> push(new LinkedHashMap<>());
      case 'd' -> {
        var items = popToMark();
        push(new LinkedHashMap<>());
        put(items);
      }
      case 's' -> put(popLast(2));
      case 'u' -> put(popToMark());
      case 0x8F -> push(new Opaque("set"));
      case 0x90 -> {
        popToMark();
        top();
      }
      case 0x91 -> {
        popToMark();
        push(new Opaque("frozenset"));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Into a list; an object of another class keeps its items to itself. */
  private void append(List<Object> items) {
    switch (top()) {
      case ArrayList<?> list -> PickledTorch.list(list).addAll(items);
      case Opaque other -> {}
      default -> throw new DamagedPickle("its pickle appends to something that is not a list");
    }
  }

  /** Puts key, value, key, value, … into the dict on top. */
  private void put(List<Object> items) {
    if (items.size() % 2 != 0) {
      throw new DamagedPickle("its pickle has a dict with a key and no value");
    }
    var dict = top() instanceof Opaque other ? other.items() : PickledTorch.dict(top());
    for (int i = 0; i < items.size(); i += 2) {
      PickledTorch.put(dict, items.get(i), items.get(i + 1));
    }
  }

  // ---- memo ----------------------------------------------------------------------------------

  private boolean remember(int op) {
    switch (op) {
      case 'q' -> memo.put(in.next(), top());
      case 'r' -> memo.put(in.nextInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> recall(in.next());
      case 'j' -> recall(in.nextInt());
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
        String module = in.line();
        push(Globals.harmless(new Name(module, in.line())));
      }
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        if (!(module instanceof String of) || !(name instanceof String called)) {
          throw new DamagedPickle("its pickle names a class by something other than a string");
        }
        push(Globals.harmless(new Name(of, called)));
      }
      case 'R', 0x81 -> call(pop());
      case 0x92 -> {
        pop(); // named arguments
        call(pop());
      }
      case 'b' -> {
        Object state = pop();
        if (top() instanceof Opaque object) {
          object.state(state);
        }
      }
      case 'Q' -> refer(PickledTorch.storage(pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A call copies at most what its first argument holds. */
  private void call(Object arguments) {
    var list = PickledTorch.list(arguments);
    for (Object argument : list.subList(0, Math.min(3, list.size()))) {
      switch (argument) {
        case Collection<?> items -> count(items.size());
        case Map<?, ?> items -> count(items.size());
        default -> {}
      }
    }
    push(PickledTorch.call(pop(), list));
  }

  private void refer(Storage storage) {
    var known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw new DamagedPickle(
          "storage '%s' is claimed twice, with different contents".formatted(storage.key()));
    }
    push(storage);
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
    return stack.getLast();
  }

  private Object pop() {
    checkHeight(1);
    return stack.removeLast();
  }

  private ArrayList<Object> popLast(int count) {
    checkHeight(count);
    return popFrom(stack.size() - count);
  }

  private ArrayList<Object> popToMark() {
    if (marks.isEmpty() || marks.peek() > stack.size()) {
      throw new DamagedPickle("its pickle closes a group that it never opened");
    }
    return popFrom(marks.pop());
  }

  private ArrayList<Object> popFrom(int index) {
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

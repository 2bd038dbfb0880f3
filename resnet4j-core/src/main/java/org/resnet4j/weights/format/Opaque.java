package org.resnet4j.weights.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickled object of a class that is not known here: a path, a date, a configuration, a module. It
 * is never built. What was to be put into it is kept beside its name, for the arrays that may be
 * there.
 */
final class Opaque {
  /** A value without parts: None, bytes, a set. */
  static final Opaque NOTHING = new Opaque("");

  private final String name;
  private final List<Map<?, ?>> parts = new ArrayList<>();
  private final Map<Object, Object> items = new LinkedHashMap<>();

  /** What is not built is of the class or is the result of the function of this name. */
  Opaque(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Its attributes, as far as they are a dict; shared, so that this costs nothing. */
  void state(Object state) {
    if (this != NOTHING && state instanceof Map<?, ?> attributes) {
      parts.add(attributes);
    }
  }

  /** Where its items go, as if it were a dict. */
  Map<Object, Object> items() {
    if (items.isEmpty() && this != NOTHING) {
      parts.add(items);
    }
    return items;
  }

  /** Attributes and items. */
  List<Map<?, ?>> parts() {
    return parts;
  }
}

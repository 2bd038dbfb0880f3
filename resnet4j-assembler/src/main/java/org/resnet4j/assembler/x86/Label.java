package org.resnet4j.assembler.x86;

import java.util.ArrayList;
import java.util.List;

/** A place in code that jumps lead to. Belongs to one assembler. */
public final class Label {
  private static final int UNBOUND = -1;
  private int place = UNBOUND;

  /** Where four bytes wait for the distance from their end to this label. */
  private final List<Integer> waiting = new ArrayList<>();

  boolean bound() {
    return place != UNBOUND;
  }

  int place() {
    return place;
  }

  void await(int at) {
    waiting.add(at);
  }

  List<Integer> bind(int at) {
    if (bound()) {
      throw new IllegalStateException("a label is bound once");
    }
    place = at;
    return List.copyOf(waiting);
  }

  boolean missing() {
    return !bound() && !waiting.isEmpty();
  }
}

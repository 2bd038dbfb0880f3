package org.resnet4j.vector.plan;

import org.resnet4j.vector.kernel.memory.Scratch;

/** The memory that the plans of one network work in, one at a time. */
public record Workspace(Arenas arenas, Scratch scratch, Packing packing) {
  public Workspace(int threads, Packing packing) {
    this(new Arenas(), new Scratch(threads), packing);
  }
}

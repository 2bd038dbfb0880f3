package org.resnet4j.vector.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.resnet4j.vector.program.Instruction;
import org.resnet4j.vector.program.Program;

/**
 * The place of each value. Values whose lifetimes do not overlap share memory; a value that is
 * written element by element may take the place of one that is read for the last time. An arena is
 * one array; there are several where one cannot hold all.
 */
public final class MemoryPlan {
  /** The longest array that a JVM allocates, with room for the alignment. */
  private static final long LIMIT = Integer.MAX_VALUE - 64L;

  /**
   * The data of a large array begin 16 bytes after a boundary: 12 floats later they are aligned.
   */
  private static final int START = 12;

  private static final int ALIGN = 16;

  /** Values that use one place one after another. */
  private static final class Cell {
    private final long floats;
    private final int from;
    private int to;
    private int arena;
    private long offset;

    Cell(long floats, int from, int to) {
      this.floats = (floats + ALIGN - 1) / ALIGN * ALIGN;
      this.from = from;
      this.to = to;
    }

    boolean meets(Cell other) {
      return from <= other.to && other.from <= to;
    }
  }

  private final Program program;
  private final int[] last;
  private final Map<Integer, Cell> cells = new HashMap<>();
  private final List<Cell> placed = new ArrayList<>();
  private final List<Long> arenas = new ArrayList<>();

  private MemoryPlan(Program program) {
    this.program = program;
    last = lastUses(program);
  }

  public static MemoryPlan of(Program program) {
    var plan = new MemoryPlan(program);
    plan.assign();
    plan.place();
    return plan;
  }

  /** Floats of each arena. */
  public List<Long> arenas() {
    return arenas;
  }

  /** Bytes of all arenas: the peak of what is live at the same time, and gaps. */
  public long bytes() {
    return arenas.stream().mapToLong(floats -> floats * Float.BYTES).sum();
  }

  /** Bytes if nothing shared memory. */
  public long bytesUnshared() {
    return cells.keySet().stream().mapToLong(id -> floats(id) * Float.BYTES).sum();
  }

  public int arena(int value) {
    return cell(value).arena;
  }

  public int offset(int value) {
    return (int) cell(value).offset;
  }

  private Cell cell(int value) {
    var cell = cells.get(value);
    if (cell == null) {
      throw new IllegalStateException("value %" + value + " is never written");
    }
    return cell;
  }

  private long floats(int value) {
    return program.layout(value).floats();
  }

  private static int[] lastUses(Program program) {
    int[] last = new int[program.values().size()];
    Arrays.fill(last, -1);
    for (int i = 0; i < program.instructions().size(); i++) {
      for (int value : program.instructions().get(i).reads()) {
        last[value] = i;
      }
    }
    for (int value : program.kept()) {
      last[value] = program.instructions().size();
    }
    return last;
  }

  private void assign() {
    for (int i = 0; i < program.instructions().size(); i++) {
      var instruction = program.instructions().get(i);
      var taken = new HashSet<Integer>();
      for (int value : instruction.writes()) {
        cells.put(value, cell(instruction, i, value, taken));
      }
    }
    placed.addAll(new LinkedHashSet<>(cells.values()));
  }

  private Cell cell(Instruction instruction, int at, int value, HashSet<Integer> taken) {
    int end = Math.max(at, last[value]);
    for (var place : instruction.places()) {
      var cell = cells.get(place.read());
      if (place.written() == value
          && cell != null
          && last[place.read()] == at
          && Collections.frequency(instruction.reads(), place.read()) == 1
          && cell.to == at
          && floats(place.read()) == floats(value)
          && taken.add(place.read())) {
        cell.to = end;
        return cell;
      }
    }
    return new Cell(floats(value), at, end);
  }

  private void place() {
    var order = new ArrayList<>(placed);
    order.sort(
        Comparator.comparingLong((Cell cell) -> -cell.floats)
            .thenComparingInt(cell -> cell.from)
            .thenComparingInt(cell -> cell.to));
    var done = new ArrayList<Cell>();
    for (var cell : order) {
      while (!fits(cell, done)) {
        cell.arena++;
      }
      done.add(cell);
      while (arenas.size() <= cell.arena) {
        arenas.add(0L);
      }
      arenas.set(cell.arena, Math.max(arenas.get(cell.arena), cell.offset + cell.floats));
    }
  }

  /** Takes the lowest gap of the cell's arena. */
  private static boolean fits(Cell cell, List<Cell> done) {
    var rivals =
        done.stream()
            .filter(other -> other.arena == cell.arena && other.meets(cell))
            .sorted(Comparator.comparingLong(other -> other.offset))
            .toList();
    long offset = START;
    for (var rival : rivals) {
      if (rival.offset - offset >= cell.floats) {
        break;
      }
      offset = Math.max(offset, rival.offset + rival.floats);
    }
    cell.offset = offset;
    return offset == START || offset + cell.floats <= LIMIT;
  }
}

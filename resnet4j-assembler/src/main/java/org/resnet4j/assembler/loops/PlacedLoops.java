package org.resnet4j.assembler.loops;

import org.jspecify.annotations.Nullable;
import org.resnet4j.assembler.memory.ArrayCall;

/**
 * The code of loops, made when it is wanted, in pages that live as long as the process. Threads
 * that want the same at the same time may place it twice. Thread-safe.
 */
public final class PlacedLoops {
  /** Windows of more rows or columns than these have no code of their own. */
  private static final int LARGEST_WINDOW = 3;

  private enum Kind {
    COPY,
    AFFINE,
    AFFINE_RECTIFIED,
    ADD,
    ADD_RECTIFIED,
    SUM,
    SUM_RECTIFIED,
    SCALE,
    REARRANGE,
    DOTS_4_4,
    DOTS_4_2,
    DOTS_1_4
  }

  private final boolean wide;
  private final @Nullable ArrayCall[] placed = new ArrayCall[Kind.values().length];
  private final @Nullable ArrayCall[] windows =
      new ArrayCall[(LARGEST_WINDOW + 1) * (LARGEST_WINDOW + 1)];

  /**
   * Nothing yet.
   *
   * @param wide whether vectors have 64 bytes instead of 32
   */
  public PlacedLoops(boolean wide) {
    this.wide = wide;
  }

  boolean wide() {
    return wide;
  }

  ArrayCall copy() {
    return of(Kind.COPY);
  }

  ArrayCall affine(boolean rectify) {
    return of(rectify ? Kind.AFFINE_RECTIFIED : Kind.AFFINE);
  }

  ArrayCall add(boolean rectify) {
    return of(rectify ? Kind.ADD_RECTIFIED : Kind.ADD);
  }

  ArrayCall sum(boolean rectify) {
    return of(rectify ? Kind.SUM_RECTIFIED : Kind.SUM);
  }

  ArrayCall scale() {
    return of(Kind.SCALE);
  }

  ArrayCall rearrange() {
    return of(Kind.REARRANGE);
  }

  /** For windows of so many rows and columns, or nothing. */
  @Nullable ArrayCall max(int rows, int columns) {
    if (rows < 1 || rows > LARGEST_WINDOW || columns < 1 || columns > LARGEST_WINDOW) {
      return null;
    }
    int i = rows * (LARGEST_WINDOW + 1) + columns;
    var call = windows[i];
    if (call == null) {
      call = ArrayCall.placed(LoopCode.max(wide, rows, columns));
      windows[i] = call;
    }
    return call;
  }

  /** For so many rows and columns, or nothing. */
  @Nullable ArrayCall dots(int rows, int columns) {
    if (rows == 1 && columns == 4) {
      return of(Kind.DOTS_1_4);
    }
    if (rows == 4 && columns == 4 && wide) {
      return of(Kind.DOTS_4_4);
    }
    return rows == 4 && columns == 2 ? of(Kind.DOTS_4_2) : null;
  }

  private ArrayCall of(Kind kind) {
    var call = placed[kind.ordinal()];
    if (call == null) {
      call = ArrayCall.placed(code(kind));
      placed[kind.ordinal()] = call;
    }
    return call;
  }

  private byte[] code(Kind kind) {
    return switch (kind) {
      case COPY -> LoopCode.copy(wide);
      case AFFINE -> LoopCode.affine(wide, false);
      case AFFINE_RECTIFIED -> LoopCode.affine(wide, true);
      case ADD -> LoopCode.add(wide, false);
      case ADD_RECTIFIED -> LoopCode.add(wide, true);
      case SUM -> LoopCode.sum(wide, false);
      case SUM_RECTIFIED -> LoopCode.sum(wide, true);
      case SCALE -> LoopCode.scale(wide);
      case REARRANGE -> LoopCode.rearrange(wide);
      case DOTS_4_4 -> LoopCode.dots(wide, 4, 4);
      case DOTS_4_2 -> LoopCode.dots(wide, 4, 2);
      case DOTS_1_4 -> LoopCode.dots(wide, 1, 4);
    };
  }
}

package org.resnet4j.assembler.winograd;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.resnet4j.assembler.memory.ArrayCall;
import org.resnet4j.vector.kernel.machine.WinogradTransform;

/**
 * The code of Winograd's transforms, made when it is wanted, in pages that live as long as the
 * process. Threads that want the same at the same time may place it twice. Thread-safe.
 */
public final class PlacedTransforms {
  private final boolean wide;
  private final @Nullable ArrayCall[] whole = new ArrayCall[WinogradTransform.values().length];
  private final @Nullable ArrayCall[] columns = new ArrayCall[2 * 7];
  private final @Nullable ArrayCall[] finished = new ArrayCall[2 * 2 * 5];

  /**
   * Nothing yet.
   *
   * @param wide whether vectors have 64 bytes instead of 32
   */
  public PlacedTransforms(boolean wide) {
    this.wide = wide;
  }

  boolean wide() {
    return wide;
  }

  /** The code for all values and results. */
  ArrayCall whole(WinogradTransform transform) {
    return of(whole, transform.ordinal(), () -> TransformBlock.whole(wide, transform));
  }

  /** The code for columns of which the rows [first, end) are inside. */
  ArrayCall columns(int first, int end) {
    return of(columns, 7 * first + end, () -> TransformBlock.columns(wide, first, end));
  }

  /** The code for the first rows of an output. */
  ArrayCall finished(WinogradTransform output, int rows, boolean rectify) {
    int i = 5 * ((output == WinogradTransform.OUTPUT_4 ? 2 : 0) + (rectify ? 1 : 0)) + rows;
    return of(finished, i, () -> TransformBlock.finished(wide, output, rows, rectify));
  }

  private static ArrayCall of(@Nullable ArrayCall[] placed, int i, Supplier<TransformBlock> block) {
    var call = placed[i];
    if (call == null) {
      call = ArrayCall.placed(TransformCode.of(block.get()));
      placed[i] = call;
    }
    return call;
  }
}

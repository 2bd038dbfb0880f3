package org.resnet4j.vector.ops;

import java.util.ArrayList;
import java.util.List;
import org.resnet4j.vector.kernel.memory.Layout;
import org.resnet4j.vector.kernel.memory.Span;
import org.resnet4j.vector.kernel.memory.Task;

/** Activations concatenated along the channels. */
public final class Concatenation {
  private final List<ChannelShift> parts = new ArrayList<>();
  private final List<Span> inputs;
  private final Layout whole;

  public Concatenation(List<Layout> extents, List<Span> inputs, Layout whole) {
    this.inputs = inputs;
    this.whole = whole;
    int channels = 0;
    for (var extent : extents) {
      parts.add(new ChannelShift(extent, whole, channels));
      channels += extent.channels();
    }
  }

  public Task forward(Span y) {
    return Work.planes(
        whole,
        (n, block, offset) -> {
          int at = y.offset() + offset;
          ChannelShift.clear(y.data(), at, whole.plane());
          for (int i = 0; i < parts.size(); i++) {
            parts.get(i).add(inputs.get(i), n, block, y.data(), at);
          }
        });
  }
}

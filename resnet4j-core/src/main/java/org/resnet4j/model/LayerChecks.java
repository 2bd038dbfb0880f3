package org.resnet4j.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a layer's numbers must be: each check is one sentence that names layer and number. */
final class LayerChecks {
  private final String layer;

  private LayerChecks(String layer) {
    this.layer = layer;
  }

  static LayerChecks of(String layer) {
    return new LayerChecks(layer);
  }

  LayerChecks positive(String name, int value) {
    return require(value > 0, "%s must be positive, got %s", name, value);
  }

  LayerChecks notNegative(String name, int value) {
    return require(value >= 0, "%s must not be negative, got %s", name, value);
  }

  LayerChecks finite(String name, double value) {
    return require(Double.isFinite(value), "%s must be finite, got %s", name, value);
  }

  LayerChecks given(String name, @Nullable Object value) {
    if (value == null) {
      throw new NullPointerException("%s: %s must not be null".formatted(layer, name));
    }
    return this;
  }

  /** PyTorch's rule: every window holds at least one element of the image. */
  LayerChecks window(int kernel, int stride, int padding) {
    positive("kernel", kernel).positive("stride", stride).notNegative("padding", padding);
    return require(
        padding <= kernel / 2,
        "padding (%d) must be at most half of the kernel (%d)",
        padding,
        kernel);
  }

  /** A table of connections: for each output map, ascending, some of the input maps. */
  LayerChecks connections(int in, List<List<Integer>> table) {
    require(!table.isEmpty(), "connections must name the inputs of at least one output map");
    for (int out = 0; out < table.size(); out++) {
      var maps = table.get(out);
      require(!maps.isEmpty(), "output map %d has no input map", out);
      for (int i = 0; i < maps.size(); i++) {
        int map = maps.get(i);
        require(
            map < in && map > (i == 0 ? -1 : maps.get(i - 1)),
            "the input maps of output map %d must ascend from 0 to at most %d, got %s",
            out,
            in - 1,
            maps);
      }
    }
    return this;
  }

  LayerChecks require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(layer + ": " + message.formatted(values));
    }
    return this;
  }
}

package org.resnet4j.int8.execution;

import java.util.HashMap;
import java.util.Map;
import org.resnet4j.export.evaluate.Dense;
import org.resnet4j.export.evaluate.OnnxEvaluator;
import org.resnet4j.int8.plan.Step;
import org.resnet4j.model.Shape;

/** Steps in floats, and between floats and bytes; an item is all images. */
final class FloatPhases {
  private FloatPhases() {}

  /** Rows, columns and channels of a map and where they lie in (C, H, W). */
  private interface Pixel {
    void visit(int bytesAt, int number);
  }

  /** A phase that is computed at once. */
  private interface Whole extends Phase {
    @Override
    default int items(int images, int threads) {
      return 1;
    }

    @Override
    default void run(ImageMemory workspace, int item, int items, int threads) {
      run(workspace);
    }

    void run(ImageMemory workspace);
  }

  /** The images themselves as a value. */
  static Phase images(String name, Shape shape) {
    return (Whole)
        workspace -> {
          int each = shape.channels() * shape.height() * shape.width();
          var numbers = new float[workspace.count() * each];
          System.arraycopy(
              workspace.images(), workspace.first() * each, numbers, 0, numbers.length);
          var sizes =
              new int[] {workspace.count(), shape.channels(), shape.height(), shape.width()};
          workspace.floats.put(name, new Dense(sizes, numbers));
        };
  }

  static Phase readBack(Step.ReadBack step, Region in) {
    return (Whole)
        workspace -> {
          var sizes = new int[step.sizes().size() + 1];
          sizes[0] = workspace.count();
          for (int i = 1; i < sizes.length; i++) {
            sizes[i] = step.sizes().get(i - 1);
          }
          var map = step.in();
          var numbers = new float[workspace.count() * map.channels() * map.height() * map.width()];
          each(
              workspace,
              in,
              (at, number) -> numbers[number] = map.scale().number(workspace.bytes[at] & 0xff));
          workspace.floats.put(step.value(), new Dense(sizes, numbers));
        };
  }

  static Phase quantise(Step.Quantise step, Region out) {
    return (Whole)
        workspace -> {
          float[] numbers = workspace.value(step.value()).data();
          for (int image = 0; image < workspace.count(); image++) {
            out.border(workspace, image);
          }
          var scale = step.out().scale();
          each(
              workspace,
              out,
              (at, number) -> workspace.bytes[at] = (byte) scale.code(numbers[number]));
        };
  }

  private static void each(ImageMemory workspace, Region region, Pixel pixel) {
    var map = region.layout().map();
    int number = 0;
    for (int image = 0; image < workspace.count(); image++) {
      for (int c = 0; c < map.channels(); c++) {
        for (int row = 0; row < map.height(); row++) {
          for (int column = 0; column < map.width(); column++) {
            pixel.visit(region.at(workspace, image, row, column) + c, number++);
          }
        }
      }
    }
  }

  static Phase node(Step.Floats step) {
    return (Whole)
        workspace -> {
          Map<String, Dense> values = new HashMap<>();
          step.readsFloats().forEach(name -> values.put(name, workspace.value(name)));
          workspace.floats.put(
              step.node().output(), OnnxEvaluator.node(step.node(), values, step.constants()));
        };
  }
}

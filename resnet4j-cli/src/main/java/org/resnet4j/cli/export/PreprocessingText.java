package org.resnet4j.cli.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.resnet4j.classify.TrainedNetwork;
import org.resnet4j.cli.terminal.Json;
import org.resnet4j.data.augment.CentreCrop;
import org.resnet4j.data.augment.Normalise;
import org.resnet4j.data.augment.Resize;
import org.resnet4j.data.augment.ResizeTo;
import org.resnet4j.data.augment.ToChannels;
import org.resnet4j.data.augment.Transform;
import org.resnet4j.data.image.Interpolation;

/**
 * How pictures become a network's input, told in a graph's metadata to whoever only has the graph.
 */
final class PreprocessingText {
  private PreprocessingText() {}

  /**
   * A JSON object: the {@code input} (C, H, W); the {@code steps} on pictures, a word and its
   * numbers each; {@code mean} and {@code deviation} of values from 0 to 1.
   *
   * @param inside whether the graph takes bytes and normalises them itself
   */
  static String json(TrainedNetwork trained, boolean inside) {
    var input = trained.input();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("input", List.of(input.channels(), input.height(), input.width()));
    fields.put(
        "steps", trained.pipeline().onImages().stream().map(PreprocessingText::words).toList());
    var numbers = trained.pipeline().onNumbers();
    if (!inside && numbers.size() == 1 && numbers.getFirst() instanceof Normalise normalise) {
      fields.put("mean", normalise.mean());
      fields.put("deviation", normalise.deviation());
    } else if (!inside) {
      fields.put("then", numbers.stream().map(PreprocessingText::name).toList());
    }
    return Json.write(fields);
  }

  private static String words(Transform step) {
    return switch (step) {
      case ToChannels(int channels) -> line("channels", channels);
      case Resize(int size, Interpolation how) -> line("resize", size, name(how));
      case CentreCrop(int size) -> line("centre-crop", size);
      case ResizeTo(int height, int width, ResizeTo.Fit fit, Interpolation how) ->
          line(
              fit == ResizeTo.Fit.COVERING ? "resize-to-cover" : "resize-to",
              height,
              width,
              name(how));
      default -> name(step);
    };
  }

  private static String line(Object... words) {
    return Stream.of(words).map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String name(Interpolation how) {
    return how.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Object step) {
    return step.getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", "-$1")
        .toLowerCase(Locale.ROOT);
  }
}

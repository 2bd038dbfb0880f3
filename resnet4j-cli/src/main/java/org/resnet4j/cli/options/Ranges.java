package org.resnet4j.cli.options;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Holds what a user gave against the {@link Range} of numbers; lists must have no empty places, and
 * texts and paths must not be empty.
 */
public final class Ranges {
  private static final Pattern EMPTY = Pattern.compile("[\\s,]*");

  private Ranges() {}

  /**
   * Checks every option of the command that was asked for.
   *
   * @throws ParameterException if a number is out of its option's range
   */
  public static void check(ParseResult parsed) {
    for (var at = parsed; at != null; at = at.subcommand()) {
      for (var option : at.matchedOptions()) {
        check(option, at);
      }
    }
  }

  private static void check(OptionSpec option, ParseResult parsed) {
    if (!option.splitRegex().isEmpty() && hasGap(option.getValue())) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "%s has an empty place in its list".formatted(option.longestName()));
    }
    if (texts(option.getValue()).anyMatch(text -> EMPTY.matcher(text).matches())) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "%s has no value: it was given as '%s'"
              .formatted(option.longestName(), texts(option.getValue()).findFirst().orElse("")));
    }
    if (option.userObject() instanceof Field field && field.getAnnotation(Range.class) != null) {
      var range = field.getAnnotation(Range.class);
      numbers(option.getValue())
          .filter(value -> !(value >= range.from() && value <= range.to()))
          .findFirst()
          .ifPresent(
              value -> {
                throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "%s must be from %s to %s, got %s"
                        .formatted(
                            option.longestName(),
                            text(range.from()),
                            text(range.to()),
                            text(value)));
              });
    }
  }

  /** Whether a list is empty or has an empty text in it, as {@code ,} makes them. */
  private static boolean hasGap(@Nullable Object list) {
    return switch (list) {
      case Collection<?> many -> many.isEmpty() || many.stream().anyMatch(Ranges::blank);
      case Object[] many -> many.length == 0 || Stream.of(many).anyMatch(Ranges::blank);
      case int[] numbers -> numbers.length == 0;
      case double[] numbers -> numbers.length == 0;
      case null, default -> false;
    };
  }

  /** What was typed as a text or a path, which is never meant to be nothing. */
  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case Path path -> Stream.of(path.toString());
      case null, default -> Stream.empty();
    };
  }

  private static boolean blank(@Nullable Object value) {
    return value == null || value instanceof String text && text.isBlank();
  }

  private static Stream<Double> numbers(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case Number number -> Stream.of(number.doubleValue());
      case Collection<?> many -> many.stream().flatMap(Ranges::numbers);
      case Object array when array.getClass().isArray() ->
          IntStream.range(0, Array.getLength(array))
              .mapToObj(i -> Array.get(array, i))
              .flatMap(Ranges::numbers);
      default -> Stream.empty();
    };
  }

  /** 1000 as 1000, 0.5 as 0.5. */
  private static String text(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}

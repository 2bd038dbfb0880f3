package org.resnet4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resnet4j.cli.options.Range;
import org.resnet4j.engine.Device;
import org.resnet4j.model.Shape;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every option of every command, found by picocli's model, with values that nobody can mean. */
final class OptionValuesTest {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> REAL =
      Set.of(double.class, Double.class, float.class, Float.class);

  /** A command's words, its option, the values to refuse. */
  private record Case(String words, CommandLine line, OptionSpec option) {
    @Override
    public String toString() {
      return words + " " + option.longestName();
    }
  }

  static Stream<Case> options() {
    return CommandsTest.commands()
        .flatMap(
            words -> {
              var line = line(words);
              return line.getCommandSpec().options().stream()
                  .filter(option -> !option.usageHelp() && option.arity().max() > 0)
                  .map(option -> new Case(words, line, option));
            })
        .filter(one -> !bad(one.option()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("options")
  void aValueThatNobodyCanMeanIsWrongUsageInOneSentence(Case one) {
    for (var value : bad(one.option())) {
      var ran = Ran.command(arguments(one, value));
      assertThat(ran.code()).as("%s %s: %s", one, value, ran.err()).isEqualTo(2);
      ran.failedWith(2, one.option().longestName().substring(2));
      assertThat(ran.err()).doesNotContain("Exception", "java.");
    }
  }

  @Test
  void everyNumberButASeedHasARange() {
    assertThat(options().filter(one -> number(type(one.option()))).filter(one -> !seed(one)))
        .hasSizeGreaterThan(30)
        .allSatisfy(one -> assertThat(range(one.option())).as(one.toString()).isNotNull());
  }

  private static List<String> bad(OptionSpec option) {
    var type = type(option);
    var values = new ArrayList<String>();
    if (number(type)) {
      values.addAll(
          List.of("NaN", "-Infinity", "x", "1x", "0x10", "99999999999999999999", "1,,2", "--"));
      if (WHOLE.contains(type)) {
        values.addAll(List.of("1.5", "1e3"));
      } else {
        values.addAll(List.of("Infinity", "1e400"));
      }
      var range = range(option);
      if (range != null) {
        values.add(WHOLE.contains(type) ? "" + (long) (range.from() - 1) : "" + (range.from() - 1));
        values.add("" + (long) (2 * range.to() + 1));
      }
    } else if (type == Duration.class) {
      values.addAll(List.of("0s", "0", "-1s", "soon", "1e3s", "NaN", "99999999999999999999h"));
    } else if (type == Shape.class) {
      values.addAll(List.of("0x0x0", "3x-1x5", "x", "99999999999x1x1", "1.5x2x2"));
    } else if (type == Device.class) {
      values.addAll(List.of("gpu", "cuda:-1", "cuda:99999999999", "cuda:"));
    }
    if (type == String.class || type == Path.class) {
      values.addAll(List.of("", " ", ",", ",,", " , "));
    }
    if (!option.splitRegex().isEmpty()) {
      values.addAll(List.of(",", ",,"));
    }
    return values;
  }

  private static boolean seed(Case one) {
    return one.option().longestName().equals("--seed");
  }

  private static boolean number(Class<?> type) {
    return WHOLE.contains(type) || REAL.contains(type);
  }

  private static Class<?> type(OptionSpec option) {
    return option.auxiliaryTypes()[0];
  }

  private static Range range(OptionSpec option) {
    return ((Field) option.userObject()).getAnnotation(Range.class);
  }

  private static CommandLine line(String words) {
    var line = Resnet4j.whole();
    for (var word : words.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }

  /** The command with what it requires, and the option. */
  private static String[] arguments(Case one, String value) {
    var words = new ArrayList<>(Arrays.asList(one.words().split(" ")));
    words.add(
        one.option().longestName() + "=" + value); // behind a launched command it is that one's
    for (var required : one.line().getCommandSpec().requiredArgs()) {
      if (required instanceof OptionSpec option && !option.equals(one.option())) {
        words.add(option.longestName());
        words.add(any(option.auxiliaryTypes()[0]));
      } else if (required instanceof PositionalParamSpec) {
        words.add("lenet5");
      }
    }
    if (one.words().equals("describe")) {
      words.add("lenet5"); // or --int8 in its place
    }
    return words.toArray(String[]::new);
  }

  private static String any(Class<?> type) {
    return type.isEnum() ? type.getEnumConstants()[0].toString() : "1";
  }
}

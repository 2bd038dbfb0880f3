package org.resnet4j.report.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An English phrase and its translation. Where the English has values, both have the conversions of
 * {@link java.util.Formatter}; the translation may have them in another order ({@code %2$s}). A
 * value between quotes is a name or what the user typed, and stays as it is.
 */
public final class Phrase {
  private static final Pattern CONVERSION =
      Pattern.compile("%(?:(\\d+)\\$)?[-+, 0]*\\d*(?:\\.\\d+)?([a-zA-Z%&&[^n]])");

  private static final String NUMBER = "([-+]?[\\d.,]*\\d(?:e[-+]\\d+)?|NaN|Infinity)";

  private final String english;
  private final String translated;
  private final Pattern form;
  private final Map<Integer, Integer> groups = new HashMap<>();
  private final Set<Integer> quoted = new HashSet<>();
  private final String longest;
  private final int letters;

  Phrase(String english, String translated) {
    this.english = english;
    this.translated = translated;
    var literals = new ArrayList<String>();
    this.form = form(literals);
    this.longest = literals.stream().reduce("", (a, b) -> b.length() > a.length() ? b : a);
    this.letters = literals.stream().mapToInt(String::length).sum();
    if (translated.isBlank()) {
      throw new IllegalArgumentException("no translation of '%s'".formatted(english));
    }
    arguments(translated).stream()
        .filter(argument -> !groups.containsKey(argument))
        .forEach(
            argument -> {
              throw new IllegalArgumentException(
                  "value %d of '%s' is not in the English '%s'"
                      .formatted(argument, translated, english));
            });
  }

  private Pattern form(List<String> literals) {
    var form = new StringBuilder();
    var match = CONVERSION.matcher(english);
    int from = 0;
    int next = 1;
    var literal = new StringBuilder();
    while (match.find()) {
      literal.append(english, from, match.start());
      from = match.end();
      if (match.group(2).equals("%")) {
        literal.append('%');
        continue;
      }
      form.append(Pattern.quote(literal.toString()));
      literals.add(literal.toString());
      literal.setLength(0);
      int argument = match.group(1) == null ? next++ : Integer.parseInt(match.group(1));
      if (literals.getLast().endsWith("'") && english.startsWith("'", from)) {
        quoted.add(argument);
      }
      form.append(value(match.group(2), argument));
    }
    literal.append(english.substring(from));
    literals.add(literal.toString());
    return Pattern.compile(form + Pattern.quote(literal.toString()), Pattern.DOTALL);
  }

  private String value(String conversion, int argument) {
    if (groups.containsKey(argument)) {
      return "\\" + groups.get(argument);
    }
    groups.put(argument, groups.size() + 1);
    return switch (conversion) {
      case "s" -> "(.*?)";
      case "x", "X" -> "([0-9a-fA-F]+)";
      default -> NUMBER;
    };
  }

  private static List<Integer> arguments(String text) {
    var arguments = new ArrayList<Integer>();
    var match = CONVERSION.matcher(text);
    int next = 1;
    while (match.find()) {
      if (!match.group(2).equals("%")) {
        arguments.add(match.group(1) == null ? next++ : Integer.parseInt(match.group(1)));
      }
    }
    return arguments;
  }

  /** The key. */
  public String english() {
    return english;
  }

  /** The translation, with places for the values. */
  public String translated() {
    return translated;
  }

  /** Whether it has no values. */
  boolean constant() {
    return groups.isEmpty() && !english.contains("%%");
  }

  /** How much of it is not values. */
  int letters() {
    return letters;
  }

  /** This text translated, if it is this phrase with values; {@code inner} translates those. */
  Optional<String> in(String text, UnaryOperator<String> inner) {
    if (!text.contains(longest)) {
      return Optional.empty();
    }
    var match = form.matcher(text);
    return match.matches() && isShorter(match, text)
        ? Optional.of(filled(match, inner))
        : Optional.empty();
  }

  /** A value is never the whole text, so that translating values comes to an end. */
  private static boolean isShorter(Matcher match, String text) {
    for (int g = 1; g <= match.groupCount(); g++) {
      if (match.group(g).length() >= text.length()) {
        return false;
      }
    }
    return true;
  }

  private String filled(Matcher values, UnaryOperator<String> inner) {
    var text = new StringBuilder();
    var match = CONVERSION.matcher(translated);
    int next = 1;
    while (match.find()) {
      String value = "%";
      if (!match.group(2).equals("%")) {
        int argument = match.group(1) == null ? next++ : Integer.parseInt(match.group(1));
        var own = values.group(groups.get(argument));
        value = quoted.contains(argument) ? own : inner.apply(own);
      }
      match.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return match.appendTail(text).toString();
  }
}

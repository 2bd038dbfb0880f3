package org.resnet4j.train.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON text, as one sentence for the user that names the field. What Jackson
 * tells only in its messages is read from them.
 */
final class JsonFault {
  private static final Pattern MISSING =
      Pattern.compile("(?:Missing .*creator|missing type id) property '(\\w+)'");
  private static final Pattern NULL = Pattern.compile("Null value for creator property '(\\w+)'");
  private static final Pattern VALUE = Pattern.compile("Cannot coerce .*? value \\(\"?(.*?)\"?\\)");
  private static final Pattern ONE_OF =
      Pattern.compile("(?:Enum class: |known type ids = )\\[(.*?)]");
  private static final Pattern NO_NUMBER = Pattern.compile("Non-standard token '([^']*)'");
  private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(?:\\.\\w+)*\\.[A-Z]\\w*");
  private static final String TRAILING = "Trailing token";

  private JsonFault() {}

  static String of(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case ValueInstantiationException refused -> refused(refused);
      case MismatchedInputException wrong -> mismatch(wrong);
      case JsonMappingException other -> at(other) + firstLine(other);
      default -> syntax(e);
    };
  }

  private static String unknown(UnrecognizedPropertyException e) {
    var known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted();
    return "there is no field '%s'; there are %s"
        .formatted(path(e.getPath()), known.collect(Collectors.joining(", ")));
  }

  /** The record itself refused the value. */
  private static String refused(ValueInstantiationException e) {
    var cause = Optional.ofNullable(e.getCause()).map(Throwable::getMessage);
    return at(e) + cause.orElseGet(() -> firstLine(e));
  }

  private static String mismatch(MismatchedInputException e) {
    if (e.getOriginalMessage().startsWith(TRAILING)) {
      return "there is text after its end";
    }
    var missing = found(MISSING, e);
    if (missing.isPresent()) {
      return "the field '%s' is missing".formatted(child(e, missing.get()));
    }
    var none = found(NULL, e);
    if (none.isPresent()) {
      return "the field '%s' must not be null".formatted(child(e, none.get()));
    }
    return wanted(e)
        .map(wanted -> "'%s' must be %s%s".formatted(path(e.getPath()), wanted, given(e)))
        .orElseGet(() -> at(e) + firstLine(e));
  }

  private static Optional<String> wanted(MismatchedInputException e) {
    var type = Optional.ofNullable(e.getTargetType()).map(Class::getSimpleName).orElse("");
    return found(ONE_OF, e)
        .map(words -> Stream.of(words.split(", ")).sorted().collect(Collectors.joining(", ")))
        .map(words -> "one of " + words)
        .or(
            () ->
                Optional.ofNullable(
                    switch (type) {
                      case "int", "long" -> "a whole number";
                      case "double" -> "a number";
                      case "boolean" -> "true or false";
                      case "String" -> "a text";
                      case "List", "ArrayList" -> "a list";
                      default -> hasFields(e.getTargetType()) ? "an object with fields" : null;
                    }));
  }

  private static boolean hasFields(@Nullable Class<?> type) {
    return type != null && (type.isRecord() || type.isInterface() || type == LinkedHashMap.class);
  }

  private static String given(MismatchedInputException e) {
    if (e.getOriginalMessage().contains("`null`")) {
      return ", not null";
    }
    var value =
        switch (e) {
          case InvalidFormatException format -> Optional.of(String.valueOf(format.getValue()));
          case InvalidTypeIdException kind -> Optional.ofNullable(kind.getTypeId());
          default -> found(VALUE, e);
        };
    return value.map(text -> ", not '" + text + "'").orElse("");
  }

  private static String syntax(JsonProcessingException e) {
    var where = Optional.ofNullable(e.getLocation());
    return "line %d, column %d: %s"
        .formatted(
            where.map(place -> place.getLineNr()).orElse(1),
            where.map(place -> place.getColumnNr()).orElse(1),
            firstLine(e));
  }

  private static String at(JsonMappingException e) {
    return e.getPath().isEmpty() ? "" : "'" + path(e.getPath()) + "': ";
  }

  /** {@code optimisation.schedule.milestones[1]}. */
  private static String path(List<JsonMappingException.Reference> path) {
    var text = new StringBuilder();
    for (var step : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return text.toString();
  }

  /** The path of a field; Jackson's own path ends at the record or at the field. */
  private static String child(JsonMappingException e, String field) {
    var path = path(e.getPath());
    boolean whole = path.equals(field) || path.endsWith("." + field);
    return whole ? path : path.isEmpty() ? field : path + "." + field;
  }

  private static Optional<String> found(Pattern pattern, JsonProcessingException e) {
    var match = pattern.matcher(e.getOriginalMessage());
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }

  private static String firstLine(JsonProcessingException e) {
    return found(NO_NUMBER, e)
        .map(word -> "JSON has no number '%s'".formatted(word))
        .or(() -> e.getOriginalMessage().lines().findFirst().map(String::strip))
        .filter(said -> !CLASS_NAME.matcher(said).find()) // Jackson speaks to programmers
        .orElse("this value is of another kind than the one that belongs here");
  }
}
